"""Work spread over processes."""

import signal

from training.processes import mapping


def test_results_come_in_order(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with mapping(3) as run:
        assert list(run(abs, [-3, 2, -1])) == [3, 2, 1]


def test_ctrl_c_is_left_to_the_process_that_waits(monkeypatch):
    """A terminal sends it to every process: the others would print a traceback each."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    before = signal.getsignal(signal.SIGINT)  # a shell's background job ignores it
    with mapping(2) as run:
        assert list(run(signal.getsignal, [signal.SIGINT])) == [signal.SIG_IGN]
    assert signal.getsignal(signal.SIGINT) is before

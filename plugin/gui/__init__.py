"""What a person sees: the dock widget and its parts."""

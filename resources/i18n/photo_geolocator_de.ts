<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Glossary, German. People are addressed as QGIS's own translation does: Sie.

  photo = Foto
  geolocate = verorten
  search area = Suchgebiet
  area budget = Flächenbudget
  recall = Trefferquote
  heatmap = Heatmap
  density = Dichte
  bundle = Modellpaket (Paket: Python-Paket)
  predictor = Prädiktor
  ensemble = Ensemble
  member = Mitglied
  prior = Prior
  restriction = Einschränkung
  confidence = Konfidenz
  best point = bester Punkt
  true place = wahrer Ort
  cap = Kappe
  layer = Layer
  CRS = KBS
-->
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>PhotoGeolocator</name>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was stopped because its set-up changed; start again.</source>
        <translation>Das Backend wurde beendet, weil sich seine Einrichtung geändert hat; starten Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend could not start.</source>
        <translation>Das Backend konnte nicht starten.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend can't be started ({reason}); check its Python environment.</source>
        <translation>Das Backend kann nicht gestartet werden ({reason}); prüfen Sie seine Python-Umgebung.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>exit code {code}</source>
        <translation>Exit-Code {code}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>a crash</source>
        <translation>ein Absturz</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped unexpectedly ({how}); start again to restart it.</source>
        <translation>Das Backend wurde unerwartet beendet ({how}); beginnen Sie erneut, um es neu zu starten.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{how}, last words: {words}</source>
        <translation>{how}, letzte Worte: {words}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped before it was ready ({how}); check its Python environment.</source>
        <translation>Das Backend endete, bevor es bereit war ({how}); prüfen Sie seine Python-Umgebung.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was not ready after {seconds} s; start again, or reinstall it.</source>
        <translation>Das Backend war nach {seconds} s nicht bereit; starten Sie erneut oder installieren Sie es neu.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend is not set up yet: choose “Set up” in the plugin's options.</source>
        <translation>Das Backend ist noch nicht eingerichtet: Wählen Sie „Einrichten“ in den Optionen des Plugins.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} is a folder</source>
        <translation>{path} ist ein Ordner</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} does not exist</source>
        <translation>{path} gibt es nicht</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct the environment variable {variable}.</source>
        <translation>Das Python des Backends kann nicht verwendet werden ({fault}); berichtigen Sie die Umgebungsvariable {variable}.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct Python in the plugin's options, or empty it and choose “Set up” there.</source>
        <translation>Das Python des Backends kann nicht verwendet werden ({fault}); berichtigen Sie „Python“ in den Optionen der Erweiterung, oder leeren Sie es und wählen Sie dort „Einrichten“.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Verifying {name} …</source>
        <translation>{name} wird geprüft …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Checking and installing {name} …</source>
        <translation>{name} wird geprüft und installiert …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The address of a bundle begins with https:// and names a zip file.</source>
        <translation>Die Adresse eines Modellpakets beginnt mit https:// und nennt eine ZIP-Datei.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Bundles need the backend: set it up first.</source>
        <translation>Modellpakete brauchen das Backend: Richten Sie es zuerst ein.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend's answer can't be read: set the backend up again.</source>
        <translation>Die Antwort des Backends ist nicht lesbar: Richten Sie das Backend neu ein.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend can't be started: repair it in the plugin's options.</source>
        <translation>Das Backend kann nicht gestartet werden: Reparieren Sie es in den Optionen des Plugins.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle is larger than {size} GB.</source>
        <translation>Das Modellpaket ist größer als {size} GB.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Downloading: {size:.1f} MB</source>
        <translation>Herunterladen: {size:.1f} MB</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The downloaded file has SHA-256 {found}…, not {expected}…: nothing was installed; check the address and the hash with whoever gave them to you.</source>
        <translation>Die heruntergeladene Datei hat SHA-256 {found}…, nicht {expected}…: Es wurde nichts installiert; klären Sie Adresse und Prüfsumme mit der Stelle, von der Sie sie haben.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle could not be downloaded ({reason}): check the address and the connection.</source>
        <translation>Das Modellpaket konnte nicht heruntergeladen werden ({reason}): Prüfen Sie Adresse und Verbindung.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend stopped without a word: set it up again.</source>
        <translation>Das Backend endete wortlos: Richten Sie es neu ein.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>A bundle from the internet needs its SHA-256, 64 hexadecimal digits, from whoever published it.</source>
        <translation>Ein Modellpaket aus dem Internet braucht seine SHA-256, 64 Hexadezimalziffern, von der Stelle, die es veröffentlicht hat.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The download can't be kept ({reason}): free some space on the disk of temporary files.</source>
        <translation>Der Download kann nicht gespeichert werden ({reason}): Schaffen Sie Platz auf dem Datenträger für temporäre Dateien.</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>The heatmap follows …</source>
        <translation>Die Heatmap folgt …</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>Fetching the map of {member} …</source>
        <translation>Karte von {member} wird geholt …</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>This computer does not trust the remote backend's certificate; install the certificate of the authority that signed it, or correct the address in the options.</source>
        <translation>Dieser Computer vertraut dem Zertifikat des entfernten Backends nicht; installieren Sie das Zertifikat der Stelle, die es signiert hat, oder berichtigen Sie die Adresse in den Optionen.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend did not answer ({reason}); check that it runs, and its address in the options.</source>
        <translation>Das entfernte Backend hat nicht geantwortet ({reason}); prüfen Sie, ob es läuft, und seine Adresse in den Optionen.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend did not answer ({reason}); start again.</source>
        <translation>Das Backend hat nicht geantwortet ({reason}); starten Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend's answer broke off ({reason}); start again.</source>
        <translation>Die Antwort des Backends brach ab ({reason}); starten Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend refused with HTTP status {status} and no reason; update the plugin and its backend together.</source>
        <translation>Das Backend lehnte mit HTTP-Status {status} und ohne Begründung ab; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend sent an empty {name}; start again.</source>
        <translation>Das Backend hat eine leere Datei {name} gesendet; starten Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>Only a part of {name} arrived from the backend; start again.</source>
        <translation>Vom Backend kam nur ein Teil von {name} an; starten Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's token has letters that no token has; correct it in the options.</source>
        <translation>Das Token des entfernten Backends enthält Zeichen, die kein Token hat; berichtigen Sie es in den Optionen.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>What answers at the remote backend's address is not a backend of this version; correct the address in the options, or update the plugin and its backend together.</source>
        <translation>Was unter der Adresse des entfernten Backends antwortet, ist kein Backend dieser Version; berichtigen Sie die Adresse in den Optionen oder aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend refused the token; correct it in the options.</source>
        <translation>Das entfernte Backend hat das Token abgelehnt; berichtigen Sie es in den Optionen.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend announced an address outside this machine; reinstall the plugin.</source>
        <translation>Das Backend nannte eine Adresse außerhalb dieses Rechners; installieren Sie das Plugin neu.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is no https://host:port; correct it in the options.</source>
        <translation>Die Adresse des entfernten Backends ist kein https://rechner:port; berichtigen Sie sie in den Optionen.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is not encrypted (http); use https, or accept it in the options.</source>
        <translation>Die Adresse des entfernten Backends ist unverschlüsselt (http); verwenden Sie https oder akzeptieren Sie es in den Optionen.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} does not exist; choose another photo.</source>
        <translation>{name} gibt es nicht; wählen Sie ein anderes Foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be reached ({reason}); choose another photo.</source>
        <translation>{name} ist nicht erreichbar ({reason}); wählen Sie ein anderes Foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is a folder; choose a single photo inside it.</source>
        <translation>{name} ist ein Ordner; wählen Sie ein einzelnes Foto darin.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is not a file; choose another photo.</source>
        <translation>{name} ist keine Datei; wählen Sie ein anderes Foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is larger than {size} MB; save it smaller.</source>
        <translation>{name} ist größer als {size} MB; speichern Sie es kleiner.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be opened ({reason}); check its permissions or choose another photo.</source>
        <translation>{name} kann nicht geöffnet werden ({reason}); prüfen Sie die Zugriffsrechte oder wählen Sie ein anderes Foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be read ({reason}); choose another raster.</source>
        <translation>{name} kann nicht gelesen werden ({reason}); wählen Sie ein anderes Raster.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>The backend no longer holds {name}; geolocate it again, then fuse.</source>
        <translation>Das Backend hat {name} nicht mehr; verorten Sie es erneut und vereinen Sie dann.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>{names} + {count} more</source>
        <translation>{names} + {count} weitere</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>A photo is being geolocated; wait for it or cancel it first.</source>
        <translation>Gerade wird ein Foto verortet; warten Sie darauf oder brechen Sie es zuerst ab.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend no longer holds {name}; geolocate it again.</source>
        <translation>Das Backend hat {name} nicht mehr; verorten Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} was not finished. {reason}</source>
        <translation>{name} wurde nicht fertig. {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend failed and gave no reason; start again.</source>
        <translation>Das Backend scheiterte ohne Begründung; starten Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} can't be replaced ({reason}); choose another folder.</source>
        <translation>{name} kann nicht ersetzt werden ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>The GPU failed; the processor goes on with the photos, more slowly: {reason}</source>
        <translation>Die Grafikkarte ist ausgefallen; der Prozessor macht mit den Fotos langsamer weiter: {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>the backend gave no reason.</source>
        <translation>das Backend nannte keinen Grund.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{label}: {percent}</source>
        <translation>{label}: {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{text} (predicted)</source>
        <translation>{text} (vorhergesagt)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Photo Geolocator: bundles</source>
        <translation>Photo Geolocator: Modellpakete</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle</source>
        <translation>Modellpaket</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Use</source>
        <translation>Ver&amp;wenden</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Delete …</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a zip &amp;file …</source>
        <translation>ZIP-&amp;Datei installieren …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a f&amp;older …</source>
        <translation>&amp;Ordner installieren …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>64 hexadecimal digits, from whoever published the bundle</source>
        <translation>64 Hexadezimalziffern, von der Stelle, die das Modellpaket veröffentlicht hat</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Do&amp;wnload and install</source>
        <translation>&amp;Herunterladen und installieren</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Ca&amp;ncel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install from an address</source>
        <translation>Von einer Adresse installieren</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;SHA-256:</source>
        <translation>&amp;SHA-256:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/processing/folder_run.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/raster_file.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/waiting.py"/>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{title} is used from the next photo on.</source>
        <translation>{title} wird ab dem nächsten Foto verwendet.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} is whole and unaltered.</source>
        <translation>{name} ist vollständig und unverändert.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Delete the bundle {name} from this computer?</source>
        <translation>Das Modellpaket {name} von diesem Computer löschen?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was deleted.</source>
        <translation>{name} wurde gelöscht.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle</source>
        <translation>Modellpaket wählen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Bundles</source>
        <translation>Modellpakete</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle's folder</source>
        <translation>Ordner eines Modellpakets wählen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was installed.</source>
        <translation>{name} wurde installiert.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <location filename="../../plugin/gui/options_page.py"/>
        <location filename="../../plugin/gui/set_up.py"/>
        <location filename="../../plugin/plugin.py"/>
        <location filename="../../plugin/processing/provider.py"/>
        <source>Photo Geolocator</source>
        <translation>Photo Geolocator</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>&amp;Choose …</source>
        <translation>&amp;Wählen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos on the disk</source>
        <translation>Fotos auf der Festplatte wählen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder, and what can be done with the photos</source>
        <translation>Einen Ordner wählen, und was sich mit den Fotos machen lässt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>&amp;Geolocate</source>
        <translation>&amp;Verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate the photos that wait, or the chosen one again</source>
        <translation>Die wartenden Fotos verorten, oder das gewählte erneut</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Saved in {package}, the heatmap as {heatmap} beside it.</source>
        <translation>In {package} gespeichert, die Heatmap als {heatmap} daneben.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The report is in {path}.</source>
        <translation>Der Bericht liegt in {path}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a &amp;folder …</source>
        <translation>&amp;Ordner wählen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Clear the &amp;list</source>
        <translation>&amp;Liste leeren</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate what failed &amp;again</source>
        <translation>Gescheiterte &amp;erneut verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate photos dropped on the &amp;map</source>
        <translation>Auf die &amp;Karte gezogene Fotos verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Otherwise QGIS opens them as raster layers</source>
        <translation>Sonst öffnet QGIS sie als Rasterlayer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos</source>
        <translation>Fotos wählen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder of photos</source>
        <translation>Ordner mit Fotos wählen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Write the report to</source>
        <translation>Bericht schreiben nach</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Save the result in a GeoPackage; one that exists gets further tables</source>
        <translation>Das Ergebnis in einem GeoPackage speichern; ein vorhandenes erhält weitere Tabellen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>GeoPackages (*.gpkg)</source>
        <translation>GeoPackages (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The folder of {name} can't be opened.</source>
        <translation>Der Ordner von {name} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} files or folders can't be used. The first: {sentence}</source>
        <translation>{count} Dateien oder Ordner sind nicht verwendbar. Die erste: {sentence}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{name} was cancelled.</source>
        <translation>{name} wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>1 photo is left waiting.</source>
        <translation>1 Foto wartet noch.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} photos are left waiting.</source>
        <translation>{count} Fotos warten noch.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Runs on {provider} · bundle {bundle} {version}</source>
        <translation>Läuft auf {provider} · Modellpaket {bundle} {version}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>A probability, not a proof.</source>
        <translation>Eine Wahrscheinlichkeit, kein Beweis.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Cancelling …</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Looking for photos … {count} found</source>
        <translation>Fotos werden gesucht … {count} gefunden</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{done} of {total} done</source>
        <translation>{done} von {total} fertig</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} failed</source>
        <translation>{count} gescheitert</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>All members, no restriction, no priors: the map as it was</source>
        <translation>Alle Mitglieder, keine Einschränkung, keine Priors: die Karte, wie sie war</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent</source>
        <translation>Exponent</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Let {member} count</source>
        <translation>{member} mitzählen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent of {member}</source>
        <translation>Exponent von {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>The power to which the member's map enters the product</source>
        <translation>Die Potenz, mit der die Karte des Mitglieds in das Produkt eingeht</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Map of {member}</source>
        <translation>Karte von {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Show what {member} alone says, as a layer</source>
        <translation>Zeigen, was {member} allein sagt, als Layer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <source>What the result is and is not, privacy, misuse</source>
        <translation>Was das Ergebnis ist und was nicht, Datenschutz, Missbrauch</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Responsible use</source>
        <translation>Verantwortungsvoller Umgang</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{number} million km²</source>
        <translation>{number} Mio. km²</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>1 region</source>
        <translation>1 Region</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{count} regions</source>
        <translation>{count} Regionen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{label}: {area} in {regions}, probability {probability}</source>
        <translation>{label}: {area} in {regions}, Wahrscheinlichkeit {probability}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>GPU (CUDA)</source>
        <translation>GPU (CUDA)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starting the backend …</source>
        <translation>Backend wird gestartet …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Waiting …</source>
        <translation>Wartet …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Working …</source>
        <translation>In Arbeit …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Reading the photo …</source>
        <translation>Foto wird gelesen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Asking the predictors …</source>
        <translation>Prädiktoren werden befragt …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Combining the predictors …</source>
        <translation>Prädiktoren werden kombiniert …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finding search areas …</source>
        <translation>Suchgebiete werden gesucht …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Writing the heatmap …</source>
        <translation>Heatmap wird geschrieben …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Fetching the result …</source>
        <translation>Ergebnis wird geholt …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Photo Geolocator: guide</source>
        <translation>Photo Geolocator: Handbuch</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Pages of the guide</source>
        <translation>Seiten des Handbuchs</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{percent} · {place}, unsure</source>
        <translation>{percent} · {place}, unsicher</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>{percent} · {place}</source>
        <translation>{percent} · {place}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Search by name, place or date</source>
        <translation>Suchen nach Name, Ort oder Datum</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Earlier results</source>
        <translation>Frühere Ergebnisse</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Keep results here</source>
        <translation>Ergebnisse hier &amp;behalten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Keep the results of photos in QGIS's profile, with a thumbnail and the photo's path</source>
        <translation>Ergebnisse von Fotos im QGIS-Profil behalten, mit Vorschaubild und Pfad des Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show the result and its layers again</source>
        <translation>Das Ergebnis und seine Layer wieder zeigen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete the selected results from the history</source>
        <translation>Die ausgewählten Ergebnisse aus dem Verlauf löschen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show in the f&amp;ile manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Open the photo's folder</source>
        <translation>Den Ordner des Fotos öffnen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget &amp;all …</source>
        <translation>&amp;Alle vergessen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history</source>
        <translation>Alle Ergebnisse aus dem Verlauf löschen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>What else can be done with the history</source>
        <translation>Was sich mit dem Verlauf sonst machen lässt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Results of photos are listed here as they are found.</source>
        <translation>Hier werden die Ergebnisse von Fotos aufgelistet, sobald sie gefunden sind.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>1 result</source>
        <translation>1 Ergebnis</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} results</source>
        <translation>{count} Ergebnisse</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{results}, {size} MB of at most {limit} MB: the oldest give way to new ones.</source>
        <translation>{results}, {size} MB von höchstens {limit} MB: Die ältesten weichen neuen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} more can't be read; “Forget all” deletes them too.</source>
        <translation>{count} weitere sind nicht lesbar; „Alle vergessen“ löscht auch sie.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget all results</source>
        <translation>Alle Ergebnisse vergessen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history? Layers on the map and saved results stay.</source>
        <translation>Alle Ergebnisse aus dem Verlauf löschen? Layer auf der Karte und gespeicherte Ergebnisse bleiben.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search only in</source>
        <translation>Nur suchen in</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search in a part of the Earth, or leave it out</source>
        <translation>In einem Teil der Erde suchen, oder ihn auslassen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>E&amp;xtent</source>
        <translation>&amp;Ausdehnung</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>What the map shows now</source>
        <translation>Was die Karte jetzt zeigt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>La&amp;yer</source>
        <translation>La&amp;yer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygons of a layer</source>
        <translation>Polygone eines Layers</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Coun&amp;try</source>
        <translation>L&amp;and</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Whole countries</source>
        <translation>Ganze Länder</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search everywhere again</source>
        <translation>Wieder überall suchen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Raster layer of where photos are likely</source>
        <translation>Rasterlayer, wo Fotos wahrscheinlich sind</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Add as &amp;prior</source>
        <translation>Als &amp;Prior hinzufügen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Let a raster of densities count as one more factor; the higher its values, the likelier the place</source>
        <translation>Ein Raster von Dichten als weiteren Faktor zählen lassen; je höher seine Werte, desto wahrscheinlicher der Ort</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Restricting …</source>
        <translation>Wird eingeschränkt …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Reading polygons …</source>
        <translation>Polygone werden gelesen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Adding {name} …</source>
        <translation>{name} wird hinzugefügt …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygon layer</source>
        <translation>Polygonlayer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Selected features only</source>
        <translation>Nur gewählte &amp;Objekte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Find a country</source>
        <translation>Land suchen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Take the prior {name} out</source>
        <translation>Prior {name} herausnehmen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Weight of {name}: 0 ignores it, 1 takes it at its word</source>
        <translation>Gewicht von {name}: 0 lässt ihn außer Acht, 1 nimmt ihn beim Wort</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Searched only in {label} ({area})</source>
        <translation>Nur gesucht in {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Left out: {label} ({area})</source>
        <translation>Ausgelassen: {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>{percent} of the probability is left</source>
        <translation>{percent} der Wahrscheinlichkeit bleiben</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Copy &amp;diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Versions and state, for a report; paths and names are taken out</source>
        <translation>Versionen und Zustand, für eine Fehlermeldung; Pfade und Namen werden entfernt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Set up …</source>
        <translation>&amp;Einrichten …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Update …</source>
        <translation>A&amp;ktualisieren …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Repair …</source>
        <translation>&amp;Reparieren …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Re&amp;move everything …</source>
        <translation>Al&amp;les entfernen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>automatic: CUDA where it works, else the CPU</source>
        <translation>automatisch: CUDA, wo es läuft, sonst die CPU</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>NVIDIA graphics card (CUDA), or not at all</source>
        <translation>NVIDIA-Grafikkarte (CUDA), oder gar nicht</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>the private environment's</source>
        <translation>das der eigenen Umgebung</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>A Python of your own that has the backend's packages</source>
        <translation>Ein eigenes Python, das die Pakete des Backends hat</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment and history lie here</source>
        <translation>Hier liegen Umgebung und Verlauf</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment:</source>
        <translation>Umgebung:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ru&amp;ns on:</source>
        <translation>Lä&amp;uft auf:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Python:</source>
        <translation>&amp;Python:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Data &amp;folder:</source>
        <translation>Daten&amp;ordner:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>starter, the one that is shipped</source>
        <translation>starter, das mitgelieferte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>The name of an installed bundle, or a bundle's folder</source>
        <translation>Der Name eines installierten Modellpakets oder der Ordner eines Modellpakets</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Bundles …</source>
        <translation>&amp;Modellpakete …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Bundle: the models and maps</source>
        <translation>Modellpaket: Modelle und Karten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Name &amp;or folder:</source>
        <translation>&amp;Name oder Ordner:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>none: the backend runs on this computer</source>
        <translation>keines: Das Backend läuft auf diesem Computer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Accept an address &amp;without encryption (http)</source>
        <translation>Adresse o&amp;hne Verschlüsselung (http) akzeptieren</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remote backend</source>
        <translation>Entferntes Backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Token:</source>
        <translation>&amp;Token:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Tables that the backend need not compute again; the history may take as much again</source>
        <translation>Tabellen, die das Backend nicht neu berechnen muss; der Verlauf darf noch einmal so viel belegen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Keep a history of results</source>
        <translation>Verlauf der Er&amp;gebnisse führen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the &amp;history …</source>
        <translation>&amp;Verlauf löschen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cache and privacy</source>
        <translation>Zwischenspeicher und Datenschutz</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cach&amp;e, at most:</source>
        <translation>&amp;Zwischenspeicher, höchstens:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>History:</source>
        <translation>Verlauf:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Photos stay on this computer.</source>
        <translation>Fotos bleiben auf diesem Computer.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This is no address of a backend: write https://host:port.</source>
        <translation>Das ist keine Adresse eines Backends: Schreiben Sie https://rechner:port.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to what listens at this address of your own computer, such as a tunnel.</source>
        <translation>Ihre Fotos werden an das gesendet, was unter dieser Adresse Ihres eigenen Rechners lauscht, etwa einen Tunnel.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, encrypted; its certificate is checked.</source>
        <translation>Ihre Fotos werden verschlüsselt an diesen Computer gesendet; sein Zertifikat wird geprüft.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, and whoever listens on the way can see them.</source>
        <translation>Ihre Fotos werden an diesen Computer gesendet, und wer unterwegs mithört, kann sie sehen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This address is not encrypted and will be refused: whoever listens could see photos and token.</source>
        <translation>Diese Adresse ist unverschlüsselt und wird abgelehnt: Wer mithört, könnte Fotos und Token sehen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove everything</source>
        <translation>Alles entfernen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the backend's environment, its cache and the history of results from this computer?</source>
        <translation>Die Umgebung des Backends, seinen Zwischenspeicher und den Verlauf der Ergebnisse von diesem Computer entfernen?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Layers and files that you saved stay. The backend is stopped first.</source>
        <translation>Layer und Dateien, die Sie gespeichert haben, bleiben. Das Backend wird zuerst beendet.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the installed bundles too</source>
        <translation>Auch die installierten Modellpakete entfernen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history of results? Layers and files that you saved stay.</source>
        <translation>Den Verlauf der Ergebnisse löschen? Layer und Dateien, die Sie gespeichert haben, bleiben.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history</source>
        <translation>Verlauf löschen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is damaged or was not finished: repair it.</source>
        <translation>Beschädigt oder nicht fertig geworden: Reparieren Sie es.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is not set up.</source>
        <translation>Nicht eingerichtet.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ready: Python {python}, {kind}, made by version {version} of the plugin.</source>
        <translation>Bereit: Python {python}, {kind}, angelegt von Version {version} des Plugins.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is out of date: this version of the plugin needs other packages. It is used until you update it.</source>
        <translation>Veraltet: Diese Version des Plugins braucht andere Pakete. Die Umgebung wird benutzt, bis Sie sie aktualisieren.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>Drop photos or folders here, or click to choose some</source>
        <translation>Fotos oder Ordner hierher ziehen, oder zum Wählen klicken</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>No preview for {name}</source>
        <translation>Keine Vorschau für {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>Drop photos or a folder here
or click to choose</source>
        <translation>Fotos oder einen Ordner hierher ziehen
oder zum Wählen klicken</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>{count} photos as one place · {place}</source>
        <translation>{count} Fotos als ein Ort · {place}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate again</source>
        <translation>Erneut verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Show on map</source>
        <translation>Auf der &amp;Karte zeigen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Put the results on the map, and keep them there</source>
        <translation>Die Ergebnisse auf die Karte bringen und dort behalten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>F&amp;use as one place</source>
        <translation>Als ein Ort &amp;vereinen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Make one map of photos that are known to be from one place</source>
        <translation>Eine Karte aus Fotos machen, die bekanntlich von einem Ort sind</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Geolocate again</source>
        <translation>&amp;Erneut verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate the selected photos once more</source>
        <translation>Die ausgewählten Fotos noch einmal verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel the selected photos</source>
        <translation>Die ausgewählten Fotos abbrechen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Remove from the list</source>
        <translation>Aus der &amp;Liste entfernen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Remove the selected photos from the list</source>
        <translation>Die ausgewählten Fotos aus der Liste entfernen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate earlier</source>
        <translation>Früher verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate later</source>
        <translation>Später verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move to the &amp;top</source>
        <translation>Ganz nach o&amp;ben</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate next</source>
        <translation>Als nächstes verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Show in the &amp;file manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>#</source>
        <translation>Nr</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Area (km²)</source>
        <translation>Fläche (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Probability</source>
        <translation>Wahrsch.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>{place}
{coordinates}
Click to show it on the map</source>
        <translation>{place}
{coordinates}
Klicken, um es auf der Karte zu zeigen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Regions by rank</source>
        <translation>Regionen nach Rang</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Show the best point on the map</source>
        <translation>Den besten Punkt auf der Karte zeigen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Save the result in a GeoPackage; until then its layers are temporary</source>
        <translation>Das Ergebnis in einem GeoPackage speichern; bis dahin sind seine Layer temporär</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Write a report of one page: photo, map, regions, and what made them</source>
        <translation>Einen Bericht von einer Seite schreiben: Foto, Karte, Regionen, und woraus sie entstanden</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Compared after the result was made: no predictor sees the EXIF position, which may itself be wrong</source>
        <translation>Verglichen, nachdem das Ergebnis feststand: Kein Prädiktor sieht die EXIF-Position, die selbst falsch sein kann</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What the predictors saw</source>
        <translation>Was die Prädiktoren sahen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Ensemble</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What you know</source>
        <translation>Was Sie wissen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{percent} within {radius} km of that point</source>
        <translation>{percent} innerhalb von {radius} km um diesen Punkt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Area budget</source>
        <translation>Flächenbudget</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground within a number of square kilometres</source>
        <translation>Das wahrscheinlichste Gebiet innerhalb einer Anzahl Quadratkilometer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{area} in {regions}, probability {percent}</source>
        <translation>{area} in {regions}, Wahrscheinlichkeit {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Areas found this way held the truth for at least {percent} of {photos}validation photos.</source>
        <translation>So gefundene Gebiete enthielten den wahren Ort von mindestens {percent} der {photos}Validierungsfotos.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Such areas held the truth for {percent} of {photos}validation photos.</source>
        <translation>Solche Gebiete enthielten den wahren Ort von {percent} der {photos}Validierungsfotos.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The backend no longer holds this photo: geolocate it again to choose other areas.</source>
        <translation>Das Backend hat dieses Foto nicht mehr: Verorten Sie es erneut, um andere Gebiete zu wählen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Search &amp;area</source>
        <translation>Suchge&amp;biet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <source>Search area</source>
        <translation>Suchgebiet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a recall that the bundle can promise</source>
        <translation>Das wahrscheinlichste Gebiet bis zu einer Trefferquote, die das Modellpaket zusichern kann</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a share of the map's own probability</source>
        <translation>Das wahrscheinlichste Gebiet bis zu einem Anteil an der eigenen Wahrscheinlichkeit der Karte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of photos lie in such an area</source>
        <translation>der Fotos liegen in einem solchen Gebiet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of the map's own probability; no recall</source>
        <translation>der eigenen Wahrscheinlichkeit der Karte; keine Trefferquote</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>circle of {radius} km</source>
        <translation>Kreis von {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{label}: {percent} in {area}</source>
        <translation>{label}: {percent} in {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The diagnostics are on the clipboard; paths and names were taken out.</source>
        <translation>Die Diagnose liegt in der Zwischenablage; Pfade und Namen wurden entfernt.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being removed …</source>
        <translation>Wird entfernt …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being set up …</source>
        <translation>Wird eingerichtet …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The backend and what it kept were removed from this computer.</source>
        <translation>Das Backend und was es aufbewahrte wurden von diesem Computer entfernt.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator: set-up of the backend</source>
        <translation>Photo Geolocator: Einrichtung des Backends</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Agree and set up</source>
        <translation>&amp;Zustimmen und einrichten</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Back</source>
        <translation>Zurü&amp;ck</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Ca&amp;ncel the set-up</source>
        <translation>Einrichtung abb&amp;rechen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator computes beside QGIS, in a program of its own</source>
        <translation>Photo Geolocator rechnet neben QGIS, in einem eigenen Programm</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>It needs Python packages that QGIS does not have. With your consent they are installed now, into a folder of their own. Nothing is put into QGIS's Python, and the plugin's options can remove it all.</source>
        <translation>Es braucht Python-Pakete, die QGIS nicht hat. Mit Ihrer Zustimmung werden sie jetzt installiert, in einen eigenen Ordner. In das Python von QGIS kommt nichts, und die Optionen des Plugins können alles wieder entfernen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose &amp;Python …</source>
        <translation>&amp;Python wählen …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the Python Package &amp;Index (pypi.org, or the index of your pip)</source>
        <translation>vom Python Package &amp;Index (pypi.org, oder dem Index Ihres pip)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>a folder of &amp;wheels, without the internet:</source>
        <translation>aus einem Ordner mit &amp;Wheels, ohne Internet:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the &amp;processor (CPU)</source>
        <translation>den Prozess&amp;or (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the NVIDIA &amp;graphics card (CUDA); its driver was found</source>
        <translation>die NVIDIA-&amp;Grafikkarte (CUDA); ihr Treiber wurde gefunden</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>an NVIDIA &amp;graphics card (CUDA); no driver was found</source>
        <translation>eine NVIDIA-&amp;Grafikkarte (CUDA); kein Treiber wurde gefunden</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>What:</source>
        <translation>Was:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>From:</source>
        <translation>Woher:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Runs on:</source>
        <translation>Läuft auf:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Size:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Where to:</source>
        <translation>Wohin:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Made with:</source>
        <translation>Angelegt mit:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>{packages}, and what these need</source>
        <translation>{packages}, und was diese brauchen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB on the disk</source>
        <translation>etwa {size} MB auf der Festplatte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB to download, {on_disk}</source>
        <translation>etwa {size} MB herunterzuladen, {on_disk}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Looking for a Python …</source>
        <translation>Ein Python wird gesucht …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose a Python, 3.10 or newer</source>
        <translation>Ein Python wählen, 3.10 oder neuer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is not set up</source>
        <translation>Das Backend ist nicht eingerichtet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose the folder of wheels, or install from the package index.</source>
        <translation>Wählen Sie den Ordner mit Wheels, oder installieren Sie vom Paketindex.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Setting up the backend</source>
        <translation>Das Backend wird eingerichtet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>QGIS can be used meanwhile, and this window may be closed: the set-up goes on.</source>
        <translation>QGIS kann inzwischen benutzt werden, und dieses Fenster darf geschlossen werden: Die Einrichtung läuft weiter.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is set up</source>
        <translation>Das Backend ist eingerichtet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Python {python}, in {folder}. Choose a photo in the panel to begin.</source>
        <translation>Python {python}, in {folder}. Wählen Sie im Bedienfeld ein Foto, um zu beginnen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The set-up was cancelled</source>
        <translation>Die Einrichtung wurde abgebrochen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Nothing of it was left on the disk.</source>
        <translation>Nichts davon blieb auf der Festplatte.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Not now</source>
        <translation>&amp;Nicht jetzt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>EXIF position: {distance} from the best point; found after searching {area}.</source>
        <translation>EXIF-Position: {distance} vom besten Punkt; gefunden, nachdem {area} durchsucht sind.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>less than 1 km</source>
        <translation>weniger als 1 km</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <location filename="../../plugin/labels.py"/>
        <source>{number} km</source>
        <translation>{number} km</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The result of {name} can't be kept in the history ({reason}); free some disk space, or switch the history off.</source>
        <translation>Das Ergebnis von {name} kann nicht im Verlauf behalten werden ({reason}); schaffen Sie Speicherplatz oder schalten Sie den Verlauf ab.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The result of {name} can't be kept in the history ({reason}); check the data folder in the options, or switch the history off.</source>
        <translation>Das Ergebnis von {name} kann nicht im Verlauf aufbewahrt werden ({reason}); prüfen Sie den Datenordner in den Optionen oder schalten Sie den Verlauf ab.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>This result is no longer whole in the history; geolocate the photo again.</source>
        <translation>Dieses Ergebnis ist im Verlauf nicht mehr vollständig; verorten Sie das Foto erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The history can't be read ({reason}); check the data folder in the options.</source>
        <translation>Der Verlauf ist nicht lesbar ({reason}); prüfen Sie den Datenordner in den Optionen.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>A result can't be deleted from the history ({reason}); close what uses it.</source>
        <translation>Ein Ergebnis kann nicht aus dem Verlauf gelöscht werden ({reason}); schließen Sie, was es benutzt.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Another QGIS window is setting up or removing the backend: wait until it has finished.</source>
        <translation>Ein anderes QGIS-Fenster richtet das Backend gerade ein oder entfernt es: Warten Sie, bis es fertig ist.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The data folder {folder} can't be written to: check its permissions or choose another one.</source>
        <translation>In den Datenordner {folder} kann nicht geschrieben werden: Prüfen Sie seine Zugriffsrechte oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The backend is being set up already: wait until it has finished.</source>
        <translation>Das Backend wird schon eingerichtet: Warten Sie, bis es fertig ist.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Preparing …</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The folder of wheels {folder} does not exist: choose another one.</source>
        <translation>Den Ordner mit Wheels {folder} gibt es nicht: Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Making the environment with Python {version} …</source>
        <translation>Die Umgebung wird mit Python {version} angelegt …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Fetching packages …</source>
        <translation>Pakete werden geholt …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out …</source>
        <translation>Wird ausprobiert …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out: the backend loads its bundle …</source>
        <translation>Wird ausprobiert: Das Backend lädt sein Modellpaket …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{program} can't be started ({reason}): choose another Python.</source>
        <translation>{program} kann nicht gestartet werden ({reason}): Wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The set-up needs {needed} MB and the disk has {free} MB left: free some, or choose another data folder.</source>
        <translation>Die Einrichtung braucht {needed} MB, auf der Festplatte sind noch {free} MB frei: Schaffen Sie Speicherplatz oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The disk is full: free some space, or choose another data folder, and try again.</source>
        <translation>Die Festplatte ist voll: Schaffen Sie Platz oder wählen Sie einen anderen Datenordner, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{folder} can't be written ({reason}): close other QGIS windows that use it, or choose another data folder.</source>
        <translation>{folder} kann nicht geschrieben werden ({reason}): Schließen Sie andere QGIS-Fenster, die ihn benutzen, oder wählen Sie einen anderen Datenordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The GPU does not run, the CPU is used: {reason}</source>
        <translation>Die GPU läuft nicht, die CPU wird benutzt: {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>ONNX Runtime gave no reason.</source>
        <translation>ONNX Runtime nannte keinen Grund.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>Python {version} fehlt sein Modul venv: Installieren Sie das Paket python3-venv (sudo apt install python3-venv) und versuchen Sie es erneut, oder wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} at {path} lacks its modules venv or ensurepip: install it completely, or choose another Python.</source>
        <translation>Python {version} in {path} fehlen seine Module venv oder ensurepip: Installieren Sie es vollständig oder wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>The Python at {path} is a 32-bit one: install a 64-bit Python 3.10 or newer.</source>
        <translation>Das Python in {path} ist ein 32-Bit-Python: Installieren Sie ein 64-Bit-Python, 3.10 oder neuer.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>{path} does not run as a Python: choose another Python, 3.10 or newer.</source>
        <translation>{path} läuft nicht als Python: Wählen Sie ein anderes Python, 3.10 oder neuer.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>No Python 3.10 or newer was found on this computer: install one (for instance from python.org) and try again, or choose where it is.</source>
        <translation>Auf diesem Computer wurde kein Python 3.10 oder neuer gefunden: Installieren Sie eines (zum Beispiel von python.org) und versuchen Sie es erneut, oder wählen Sie, wo es liegt.</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the map's extent</source>
        <translation>die Ausdehnung der Karte</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the selection of {name}</source>
        <translation>die Auswahl in {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <location filename="../../plugin/processing/waiting.py"/>
        <source>QGIS's temporary folder can't be written to ({reason}); free some disk space.</source>
        <translation>In den temporären Ordner von QGIS kann nicht geschrieben werden ({reason}); schaffen Sie Speicherplatz.</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} to {high} per km²)</source>
        <translation>{name} ({low} bis {high} pro km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} and more per km²)</source>
        <translation>{name} ({low} und mehr pro km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{km} km cap</source>
        <translation>Kappe von {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall</source>
        <translation>{percent} % Trefferquote</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall by curve</source>
        <translation>{percent} % Trefferquote nach Kurve</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % of the probability</source>
        <translation>{percent} % der Wahrscheinlichkeit</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation</source>
        <translation>Verortung</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation (softmax, location match, gallery)</source>
        <translation>Verortung (Softmax, Ortsvergleich, Galerie)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Population density</source>
        <translation>Bevölkerungsdichte</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Lowest population density</source>
        <translation>Niedrigste Bevölkerungsdichte</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Low population density</source>
        <translation>Niedrige Bevölkerungsdichte</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>High population density</source>
        <translation>Hohe Bevölkerungsdichte</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Highest population density</source>
        <translation>Höchste Bevölkerungsdichte</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Land cover</source>
        <translation>Landbedeckung</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Cropland</source>
        <translation>Ackerland</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Broad-leaved trees</source>
        <translation>Laubbäume</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Other trees</source>
        <translation>Andere Bäume</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Shrubs, grass and sparse plants</source>
        <translation>Sträucher, Gras und spärliche Vegetation</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Flooded vegetation</source>
        <translation>Überflutete Vegetation</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Urban areas</source>
        <translation>Städtische Gebiete</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Bare ground, water and snow</source>
        <translation>Kahler Boden, Wasser und Schnee</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The search area can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>Das Suchgebiet kann nicht in {name} gespeichert werden ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/save.py"/>
        <source>Search area: {label}</source>
        <translation>Suchgebiet: {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The style can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>Der Stil kann nicht in {name} gespeichert werden ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/result_shelf.py"/>
        <source>{name} can't be read ({reason}); geolocate the photo again.</source>
        <translation>{name} kann nicht gelesen werden ({reason}); verorten Sie das Foto erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The backend's answer holds a region that can't be read; update the plugin and its backend together.</source>
        <translation>Die Antwort des Backends enthält eine Region, die nicht lesbar ist; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is being written by another program; close it there or choose another name.</source>
        <translation>{name} wird gerade von einem anderen Programm geschrieben; schließen Sie es dort oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is not a GeoPackage; choose another name.</source>
        <translation>{name} ist kein GeoPackage; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/writing.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another folder.</source>
        <translation>{name} kann nicht geschrieben werden ({reason}); schaffen Sie Speicherplatz oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/group.py"/>
        <source>Probability per km²</source>
        <translation>Wahrscheinlichkeit pro km²</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>Probability density</source>
        <translation>Wahrscheinlichkeitsdichte</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>less</source>
        <translation>weniger</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>1 % per {area}</source>
        <translation>1 % je {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{member}: cells</source>
        <translation>{member}: Zellen</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>S2 cell</source>
        <translation>S2-Zelle</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{member}: {predicted}</source>
        <translation>{member}: {predicted}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{label} ({percent})</source>
        <translation>{label} ({percent})</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/points.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Best point</source>
        <translation>Bester Punkt</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/points.py"/>
        <source>EXIF position (comparison only)</source>
        <translation>EXIF-Position (nur zum Vergleich)</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>One map of photos of one place: {names}</source>
        <translation>Eine Karte aus Fotos von einem Ort: {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Members switched off: {names}</source>
        <translation>Ausgeschaltete Mitglieder: {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Prior {name} with weight {weight}</source>
        <translation>Prior {name} mit Gewicht {weight}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Searched only in {label}</source>
        <translation>Nur gesucht in {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Left out: {label}</source>
        <translation>Ausgelassen: {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Computed on this machine.</source>
        <translation>Auf diesem Rechner berechnet.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>The photo was sent to {host} and computed there.</source>
        <translation>Das Foto wurde an {host} gesendet und dort berechnet.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>A probability, not a proof: a lead for an analyst. Do not use it to find or follow a person.</source>
        <translation>Eine Wahrscheinlichkeit, kein Beweis: ein Hinweis für die Auswertung. Nicht verwenden, um eine Person zu finden oder zu verfolgen.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Estimated from the photo's content by Photo Geolocator: a probability, not a proof. The position in the photo's EXIF, if any, was not used.</source>
        <translation>Von Photo Geolocator aus dem Inhalt des Fotos geschätzt: eine Wahrscheinlichkeit, kein Beweis. Die Position in den EXIF-Daten des Fotos wurde nicht verwendet.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>See the card of the bundle {name}.</source>
        <translation>Siehe die Karteikarte des Modellpakets {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{member} (exponent {exponent})</source>
        <translation>{member} (Exponent {exponent})</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Photo {name}, SHA-256 {sha256}</source>
        <translation>Foto {name}, SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Bundle {name} {version}, manifest SHA-256 {sha256}</source>
        <translation>Modellpaket {name} {version}, Manifest SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Bundle file {name}, SHA-256 {sha256}</source>
        <translation>Datei {name} des Modellpakets, SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Members: {members}</source>
        <translation>Mitglieder: {members}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Calibration: {calibration}</source>
        <translation>Kalibrierung: {calibration}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Plugin {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} on {provider}</source>
        <translation>Plugin {plugin}, QGIS {qgis}, Backend {backend}, ONNX Runtime {onnxruntime} auf {provider}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Layer made {time}</source>
        <translation>Layer angelegt {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence not known. {note}</source>
        <translation>Konfidenz nicht bekannt. {note}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence {confidence} within {radius} km</source>
        <translation>Konfidenz {confidence} innerhalb von {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>Save {name}</source>
        <translation>{name} speichern</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>The result of {name} is gone from the temporary folder; geolocate the photo again.</source>
        <translation>Das Ergebnis von {name} ist nicht mehr im temporären Ordner; verorten Sie das Foto erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>{name} was made by another program meanwhile; save again.</source>
        <translation>{name} wurde inzwischen von einem anderen Programm angelegt; speichern Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/search_areas.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas</source>
        <translation>Suchgebiete</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>The style {name} can't be read ({reason}); reinstall the plugin.</source>
        <translation>Der Stil {name} kann nicht gelesen werden ({reason}); installieren Sie das Plugin neu.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>{name} can't be shown as a layer; geolocate the photo again.</source>
        <translation>{name} kann nicht als Layer gezeigt werden; verorten Sie das Foto erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/zoom.py"/>
        <source>The project's CRS can't show that place; choose a CRS for the whole world to see it.</source>
        <translation>Das KBS des Projekts kann diesen Ort nicht zeigen; wählen Sie ein KBS für die ganze Welt, um ihn zu sehen.</translation>
    </message>
    <message>
        <location filename="../../plugin/live_area.py"/>
        <source>The backend's answer is not readable GeoJSON; update the plugin and its backend together.</source>
        <translation>Die Antwort des Backends ist kein lesbares GeoJSON; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a Python, or leave it empty.</source>
        <translation>Geben Sie den ganzen Pfad eines Python an, oder lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>This is a folder: choose the program in it, such as bin/python.</source>
        <translation>Das ist ein Ordner: Wählen Sie das Programm darin, etwa bin/python.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a folder, or leave it empty.</source>
        <translation>Geben Sie den ganzen Pfad eines Ordners an, oder lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There can't be a folder of this name: choose another one.</source>
        <translation>Einen Ordner dieses Namens kann es nicht geben: Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>{name} is a file: choose a folder.</source>
        <translation>{name} ist eine Datei: Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Nothing can be written there: choose another folder.</source>
        <translation>Dort lässt sich nichts schreiben: Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <source>The folder {name} holds no photos.</source>
        <translation>Der Ordner {name} enthält keine Fotos.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); it was left out.</source>
        <translation>Der Ordner {name} kann nicht gelesen werden ({reason}); er wurde ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Installing {count} packages …</source>
        <translation>{count} Pakete werden installiert …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Looking for {package} …</source>
        <translation>{package} wird gesucht …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package} ({number} packages so far)</source>
        <translation>{package} wird geholt (bisher {number} Pakete)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package}, {size:.1f} MB ({number} packages so far)</source>
        <translation>{package} wird geholt, {size:.1f} MB (bisher {number} Pakete)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>a package</source>
        <translation>ein Paket</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels lacks {package} for Python {python} on this system: put its wheel there, or install from the package index.</source>
        <translation>Im Ordner mit Wheels fehlt {package} für Python {python} auf diesem System: Legen Sie das Wheel dorthin oder installieren Sie vom Paketindex.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>There is no built package of {package} for Python {python} on this system: choose another Python.</source>
        <translation>Es gibt kein fertiges Paket von {package} für Python {python} auf diesem System: Wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels holds a damaged file, {file}: put it there again.</source>
        <translation>Im Ordner mit Wheels liegt eine beschädigte Datei, {file}: Legen Sie sie erneut dorthin.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>it said nothing</source>
        <translation>es sagte nichts</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The environment could not be made ({reason}): try again, or copy the diagnostics and report it.</source>
        <translation>Die Umgebung konnte nicht angelegt werden ({reason}): Versuchen Sie es erneut, oder kopieren Sie die Diagnose und melden Sie es.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>This Python lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>Diesem Python fehlt sein Modul venv: Installieren Sie das Paket python3-venv (sudo apt install python3-venv) und versuchen Sie es erneut, oder wählen Sie ein anderes Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>pip can't use a SOCKS proxy: enter an HTTP proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>pip kann keinen SOCKS-Proxy verwenden: Tragen Sie in den Netzwerkoptionen von QGIS einen HTTP-Proxy ein oder verwenden Sie einen Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The proxy refused: check its address, user and password in QGIS's network options and try again.</source>
        <translation>Der Proxy lehnte ab: Prüfen Sie Adresse, Benutzer und Passwort in den Netzwerkoptionen von QGIS und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index's certificate is not trusted: a proxy may be reading along; ask its administrator for the certificate, or use a folder of wheels.</source>
        <translation>Dem Zertifikat des Paketindexes wird nicht vertraut: Ein Proxy könnte mitlesen; bitten Sie dessen Administrator um das Zertifikat oder verwenden Sie einen Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package arrived damaged: try again.</source>
        <translation>Ein Paket kam beschädigt an: Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package is not the one that was tested with this version: it arrived damaged, or the package index offers another. Try again; if that does not help, use another package index or a folder of wheels.</source>
        <translation>Ein Paket ist nicht das, mit dem diese Version getestet wurde: Es kam beschädigt an, oder der Paketindex bietet ein anderes an. Versuchen Sie es erneut; wenn das nicht hilft, verwenden Sie einen anderen Paketindex oder einen Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The data folder can't be written to: check its permissions or choose another one.</source>
        <translation>In den Datenordner kann nicht geschrieben werden: Prüfen Sie seine Zugriffsrechte oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index can't be reached: check the connection and the proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>Der Paketindex ist nicht erreichbar: Prüfen Sie die Verbindung und den Proxy in den Netzwerkoptionen von QGIS, oder verwenden Sie einen Ordner mit Wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Find out where a photo was taken</source>
        <translation>Herausfinden, wo ein Foto aufgenommen wurde</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Fusing {count} photos …</source>
        <translation>{count} Fotos werden vereint …</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>{name} is in the queue; open its earlier result once it is done.</source>
        <translation>{name} ist in der Warteschlange; öffnen Sie das frühere Ergebnis, wenn es fertig ist.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/algorithm.py"/>
        <source>The result is a lead for an analyst, never proof. A photo's EXIF position is only compared with the result.</source>
        <translation>Das Ergebnis ist ein Hinweis für die Auswertung, niemals ein Beweis. Die EXIF-Position eines Fotos wird nur mit dem Ergebnis verglichen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Backend status</source>
        <translation>Zustand des Backends</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend, verifies its bundle and tells what runs.</source>
        <translation>Startet das Backend, prüft sein Modellpaket und sagt, was läuft.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>backend,bundle,version,gpu,cuda,cpu,check,diagnostics</source>
        <translation>Backend,Modellpaket,Version,GPU,CUDA,CPU,prüfen,Diagnose</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend as a photo would, which verifies every file of the bundle against its checksum, and tells what really runs: CPU or GPU, and why.</source>
        <translation>Startet das Backend wie für ein Foto, wobei jede Datei des Modellpakets mit ihrer Prüfsumme verglichen wird, und sagt, was wirklich läuft: CPU oder GPU, und warum.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>the same as a page of HTML.</source>
        <translation>dasselbe als HTML-Seite.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the backend</source>
        <translation>Version des Backends</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>What it runs on</source>
        <translation>Worauf es läuft</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Why it does not run on something faster</source>
        <translation>Warum es nicht auf etwas Schnellerem läuft</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the bundle</source>
        <translation>Version des Modellpakets</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>SHA-256 of the bundle's manifest</source>
        <translation>SHA-256 des Manifests des Modellpakets</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photos behind the calibration</source>
        <translation>Fotos hinter der Kalibrierung</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle verified</source>
        <translation>Modellpaket geprüft</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Every file of the bundle verified</source>
        <translation>Jede Datei des Modellpakets geprüft</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of {name}</source>
        <translation>Version von {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photo Geolocator: backend status</source>
        <translation>Photo Geolocator: Zustand des Backends</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the folder</source>
        <translation>der Ordner</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>whether subfolders are read</source>
        <translation>ob Unterordner gelesen werden</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the area budgets</source>
        <translation>die Flächenbudgets</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the recalls</source>
        <translation>die Trefferquoten</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the regions for each search area</source>
        <translation>die Regionen je Suchgebiet</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle</source>
        <translation>das Modellpaket</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's version</source>
        <translation>die Version des Modellpakets</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's content</source>
        <translation>der Inhalt des Modellpakets</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the backend's version</source>
        <translation>die Version des Backends</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and was not made by this algorithm; choose another file.</source>
        <translation>{name} gibt es schon und stammt nicht von diesem Algorithmus; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} was begun with other settings: {settings}; use the same ones to go on, or another file to begin anew.</source>
        <translation>{name} wurde mit anderen Einstellungen begonnen: {settings}; verwenden Sie dieselben, um fortzufahren, oder eine andere Datei, um neu zu beginnen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>The backend's search areas can't be read ({reason}); update the plugin and its backend.</source>
        <translation>Die Suchgebiete des Backends sind nicht lesbar ({reason}); aktualisieren Sie das Plugin und sein Backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Best point of each photo</source>
        <translation>Bester Punkt jedes Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Search areas by area budget</source>
        <translation>Suchgebiete nach Flächenbudget</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another file.</source>
        <translation>{name} kann nicht geschrieben werden ({reason}); schaffen Sie Speicherplatz oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and can't be used as a GeoPackage ({reason}); choose another file.</source>
        <translation>{name} gibt es schon und ist nicht als GeoPackage verwendbar ({reason}); wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>The backend stopped; it is started again.</source>
        <translation>Das Backend endete; es wird neu gestartet.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>{done} of {total} photos, {time} left: {name}</source>
        <translation>{done} von {total} Fotos, noch {time}: {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Geolocate folder of photos</source>
        <translation>Fotoordner verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken; can be stopped and continued.</source>
        <translation>Schätzt, wo jedes Foto eines Ordners aufgenommen wurde; kann angehalten und fortgesetzt werden.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>photos,images,batch,directory,geolocation,where,search area,resume,osint</source>
        <translation>Fotos,Bilder,Stapel,Ordner,Geolokalisierung,wo,Suchgebiet,fortsetzen,OSINT</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken. It can be stopped at any moment, even by a power cut: run it again with the same output, and it goes on with the photos that are missing or changed. A photo that can't be read becomes a row that says why, and is tried again next time.</source>
        <translation>Schätzt, wo jedes Foto eines Ordners aufgenommen wurde. Der Lauf kann jederzeit angehalten werden, sogar durch einen Stromausfall: Starten Sie ihn mit derselben Ausgabe erneut, und er fährt mit den fehlenden oder geänderten Fotos fort. Ein Foto, das nicht lesbar ist, wird zu einer Zeile, die den Grund nennt, und wird beim nächsten Mal erneut versucht.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Folder of photos</source>
        <translation>Ordner mit Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>hidden files, linked folders and heatmaps of an earlier run are left out.</source>
        <translation>versteckte Dateien, verknüpfte Ordner und Heatmaps eines früheren Laufs werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Subfolders too</source>
        <translation>Auch Unterordner</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>reads the folders inside as well.</source>
        <translation>liest auch die Ordner darin.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area</source>
        <translation>Regionen je Suchgebiet</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>the likeliest ones are kept. A photo can have thousands, mostly tiny: all of them (0) take about 2 MB a photo, 20 about 0.5 MB.</source>
        <translation>die wahrscheinlichsten werden behalten. Ein Foto kann Tausende haben, meist winzige: Alle (0) brauchen etwa 2 MB je Foto, 20 etwa 0,5 MB.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos and regions</source>
        <translation>Fotos und Regionen</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoPackage. Its layer photos has a point for each photo: path in the folder, place, confidence, the camera's date, the EXIF position and, where there is one, how far off the point is and how much area had to be searched. Its layer regions has the search areas.</source>
        <translation>ein GeoPackage. Sein Layer photos hat einen Punkt je Foto: Pfad im Ordner, Ort, Konfidenz, Datum der Kamera, EXIF-Position und, wo es eine gibt, wie weit der Punkt daneben liegt und wie viel Fläche durchsucht werden musste. Sein Layer regions hat die Suchgebiete.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Heatmap folder</source>
        <translation>Ordner für Heatmaps</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoTIFF for each photo, such as photo.jpg.tif; about 5 MB each.</source>
        <translation>ein GeoTIFF je Foto, etwa foto.jpg.tif; je etwa 5 MB.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area (0: all)</source>
        <translation>Regionen je Suchgebiet (0: alle)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos done</source>
        <translation>Fotos fertig</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos failed</source>
        <translation>Fotos gescheitert</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The folder {name} has no photos; choose another one.</source>
        <translation>Der Ordner {name} hat keine Fotos; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The output holds two layers: give a GeoPackage, a file that ends in .gpkg.</source>
        <translation>Die Ausgabe enthält zwei Layer: Geben Sie ein GeoPackage an, eine Datei mit der Endung .gpkg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>{count} photos of the output are not in the folder any more; their rows stay.</source>
        <translation>{count} Fotos der Ausgabe sind nicht mehr im Ordner; ihre Zeilen bleiben.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Geolocate photo</source>
        <translation>Foto verorten</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken: a heatmap and ranked search areas.</source>
        <translation>Schätzt, wo ein Foto aufgenommen wurde: eine Heatmap und Suchgebiete mit Rang.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>photo,image,geolocation,where,heatmap,probability,search area,recall,osint</source>
        <translation>Foto,Bild,Geolokalisierung,wo,Heatmap,Wahrscheinlichkeit,Suchgebiet,Trefferquote,OSINT</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken, from its content alone.</source>
        <translation>Schätzt allein aus dem Inhalt eines Fotos, wo es aufgenommen wurde.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a JPEG, PNG, WebP or TIFF file.</source>
        <translation>eine JPEG-, PNG-, WebP- oder TIFF-Datei.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Heatmap</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a GeoTIFF in EPSG:4326 with the probability per km² in every pixel.</source>
        <translation>ein GeoTIFF in EPSG:4326 mit der Wahrscheinlichkeit je km² in jedem Pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the densest ground for each budget and recall: a polygon a region, ranked, with its place.</source>
        <translation>das dichteste Gebiet für jedes Budget und jede Trefferquote: ein Polygon je Region, mit Rang und Ort.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the single likeliest position, with confidence and bundle.</source>
        <translation>die eine wahrscheinlichste Position, mit Konfidenz und Modellpaket.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Result file</source>
        <translation>Ergebnisdatei</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>everything as JSON, with the versions and checksums of what made it.</source>
        <translation>alles als JSON, mit Versionen und Prüfsummen dessen, woraus es entstand.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Latitude of the best point</source>
        <translation>Breite des besten Punkts</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Longitude of the best point</source>
        <translation>Länge des besten Punkts</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Place of the best point</source>
        <translation>Ort des besten Punkts</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Note on the confidence</source>
        <translation>Hinweis zur Konfidenz</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>What it ran on</source>
        <translation>Worauf es lief</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The heatmap is a GeoTIFF: give a file that ends in .tif.</source>
        <translation>Die Heatmap ist ein GeoTIFF: Geben Sie eine Datei mit der Endung .tif an.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{name} can't hold both layers: give search areas and best point a file each.</source>
        <translation>{name} kann nicht beide Layer aufnehmen: Geben Sie den Suchgebieten und dem besten Punkt je eine eigene Datei.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The backend's search areas can't be read; update the plugin and its backend.</source>
        <translation>Die Suchgebiete des Backends sind nicht lesbar; aktualisieren Sie das Plugin und sein Backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{photo}: {place} ({lat:.3f}, {lon:.3f})</source>
        <translation>{photo}: {place} ({lat:.3f}, {lon:.3f})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>no place name</source>
        <translation>kein Ortsname</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>A feature can't be written ({reason}); choose another place.</source>
        <translation>Ein Objekt kann nicht geschrieben werden ({reason}); wählen Sie eine andere Stelle.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>{name} can't be written whole; free some disk space or choose another place.</source>
        <translation>{name} kann nicht vollständig geschrieben werden; schaffen Sie Speicherplatz oder wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); choose another folder.</source>
        <translation>Der Ordner {name} kann nicht gelesen werden ({reason}); wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>{name} can't be read ({reason}); check its permissions.</source>
        <translation>{name} kann nicht gelesen werden ({reason}); prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} has no pixels to read; choose a raster file, or save the layer as one.</source>
        <translation>{name} hat keine lesbaren Pixel; wählen Sie eine Rasterdatei oder speichern Sie den Layer als eine.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has no CRS; set the layer's CRS first.</source>
        <translation>{name} hat kein KBS; legen Sie zuerst das KBS des Layers fest.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} counts its nodata value as a value; tick “No data value” in the layer's properties, or save the layer as a file without one.</source>
        <translation>{name} zählt seinen Leerwert als Wert; setzen Sie in den Layereigenschaften das Häkchen bei „Leerwert“, oder speichern Sie den Layer als Datei ohne einen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} is larger than 1 GB; save it coarser, or clip it.</source>
        <translation>{name} ist größer als 1 GB; speichern Sie es gröber oder schneiden Sie es zu.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} can't be written as a GeoTIFF; save the layer as one and choose that.</source>
        <translation>{name} kann nicht als GeoTIFF geschrieben werden; speichern Sie den Layer als eines und wählen Sie dieses.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area of predictions</source>
        <translation>Trefferquote nach Fläche von Vorhersagen (Recall vs Area)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Which share of photos is found when an area is searched: table, curve and intervals.</source>
        <translation>Welcher Anteil der Fotos gefunden wird, wenn eine Fläche durchsucht wird: Tabelle, Kurve und Intervalle.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>recall,area,evaluation,accuracy,curve,truth,bootstrap,validation</source>
        <translation>Trefferquote,Recall,Fläche,Auswertung,Genauigkeit,Kurve,Wahrheit,Bootstrap,Validierung</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Tells how good predictions are where the true places are known: for each area budget, the share of photos whose true place lies in the densest ground of that size, with a 95 % interval.</source>
        <translation>Sagt, wie gut Vorhersagen sind, wo die wahren Orte bekannt sind: für jedes Flächenbudget der Anteil der Fotos, deren wahrer Ort im dichtesten Gebiet dieser Größe liegt, mit einem 95-%-Intervall.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos or true places</source>
        <translation>Fotos oder wahre Orte</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the layer photos of “Geolocate folder of photos”, any layer with such areas, or true places.</source>
        <translation>der Layer photos von „Fotoordner verorten“, irgendein Layer mit solchen Flächen, oder wahre Orte.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth</source>
        <translation>Feld der Fläche bis zum wahren Ort</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the area in km² that had to be searched until the true place was found.</source>
        <translation>die Fläche in km², die durchsucht werden musste, bis der wahre Ort gefunden war.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the heatmap</source>
        <translation>Feld der Heatmap</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>instead of such areas: the file name of each true place's heatmap; the areas are then measured. The layer must have points.</source>
        <translation>statt solcher Flächen: der Dateiname der Heatmap jedes wahren Orts; die Flächen werden dann gemessen. Der Layer muss Punkte haben.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>where these files are; not needed for whole paths.</source>
        <translation>wo diese Dateien liegen; bei vollständigen Pfaden nicht nötig.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Values of the heatmaps</source>
        <translation>Werte der Heatmaps</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>probability per area, or probability in each pixel.</source>
        <translation>Wahrscheinlichkeit je Fläche oder Wahrscheinlichkeit in jedem Pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets</source>
        <translation>Flächenbudgets</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>further areas in km² for the table, such as “5000 100000”.</source>
        <translation>weitere Flächen in km² für die Tabelle, etwa „5000 100000“.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>a row an area budget: recall, interval, photos; the caps of 25 to 2500 km are named.</source>
        <translation>eine Zeile je Flächenbudget: Trefferquote, Intervall, Fotos; die Kappen von 25 bis 2500 km sind benannt.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Plot</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the curve, as SVG or PNG.</source>
        <translation>die Kurve, als SVG oder PNG.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>table and curve as a page of HTML.</source>
        <translation>Tabelle und Kurve als HTML-Seite.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Rows without an area or a heatmap are left out, and counted.</source>
        <translation>Zeilen ohne Fläche oder Heatmap werden ausgelassen und gezählt.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth (km²)</source>
        <translation>Feld der Fläche bis zum wahren Ort (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability per area</source>
        <translation>Wahrscheinlichkeit je Fläche</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability in each pixel</source>
        <translation>Wahrscheinlichkeit in jedem Pixel</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>SVG files (*.svg);;PNG files (*.png)</source>
        <translation>SVG-Dateien (*.svg);;PNG-Dateien (*.png)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos counted</source>
        <translation>Gezählte Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos left out</source>
        <translation>Ausgelassene Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area in km²</source>
        <translation>Mittel von log10 der Fläche in km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall at a cap of {km} km</source>
        <translation>Trefferquote bei einer Kappe von {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The plot must be a file that ends in .svg or .png.</source>
        <translation>Das Diagramm muss eine Datei mit der Endung .svg oder .png sein.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have no area to the truth and are left out.</source>
        <translation>{count} Zeilen haben keine Fläche bis zum wahren Ort und werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have an area larger than the Earth and are left out; areas must be in km².</source>
        <translation>{count} Zeilen haben eine Fläche größer als die Erde und werden ausgelassen; Flächen müssen in km² sein.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>No row has an area to the truth; choose another field, or photos with an EXIF position.</source>
        <translation>Keine Zeile hat eine Fläche bis zum wahren Ort; wählen Sie ein anderes Feld oder Fotos mit EXIF-Position.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{cap}: {recall} (95 %: {low} to {high})</source>
        <translation>{cap}: {recall} (95 %: {low} bis {high})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The layer has no field “{name}”; choose the field of the area to the truth, or of the heatmap.</source>
        <translation>Der Layer hat kein Feld „{name}“; wählen Sie das Feld der Fläche bis zum wahren Ort oder das der Heatmap.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>There is no heatmap {name}.</source>
        <translation>Es gibt keine Heatmap {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area: {name}, {count} photos</source>
        <translation>Trefferquote nach Fläche: {name}, {count} Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The field “{name}” holds “{value}”: add the table as delimited text and say there that the comma is for decimals, or write numbers with a point.</source>
        <translation>Das Feld „{name}“ enthält „{value}“: Fügen Sie die Tabelle als Textdatei mit Trennzeichen hinzu und geben Sie dort an, dass das Komma Dezimalzeichen ist, oder schreiben Sie Zahlen mit Punkt.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The true places must be points; choose a layer of points.</source>
        <translation>Die wahren Orte müssen Punkte sein; wählen Sie einen Punktlayer.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>km²</source>
        <translation>km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area: {value:.3f} (95 %: {low:.3f} to {high:.3f}), that is {area} km².</source>
        <translation>Mittel von log10 der Fläche: {value:.3f} (95 %: {low:.3f} bis {high:.3f}), das sind {area} km².</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>The plot can't be drawn as a PNG; choose a file that ends in .svg.</source>
        <translation>Das Diagramm kann nicht als PNG gezeichnet werden; wählen Sie eine Datei mit der Endung .svg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{name} can't be drawn; choose a file that ends in .svg or .png.</source>
        <translation>{name} kann nicht gezeichnet werden; wählen Sie eine Datei mit der Endung .svg oder .png.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Area searched, densest first (km²)</source>
        <translation>Durchsuchte Fläche, die dichteste zuerst (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Photos found</source>
        <translation>Gefundene Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{radius} km: {percent}</source>
        <translation>{radius} km: {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas from heatmap</source>
        <translation>Suchgebiete aus Heatmap</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Outlines the densest ground of a raster that fits an area or holds a probability.</source>
        <translation>Umreißt das dichteste Gebiet eines Rasters, das in eine Fläche passt oder eine Wahrscheinlichkeit enthält.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>raster,density,probability,highest density region,area budget,recall,polygons</source>
        <translation>Raster,Dichte,Wahrscheinlichkeit,Gebiet höchster Dichte,Flächenbudget,Trefferquote,Polygone</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finds the densest ground of a raster: as much as fits an area budget, or as little as holds a probability. The regions are ranked by their probability and named after the place they lie in.</source>
        <translation>Findet das dichteste Gebiet eines Rasters: so viel, wie in ein Flächenbudget passt, oder so wenig, wie eine Wahrscheinlichkeit enthält. Die Regionen haben den Rang ihrer Wahrscheinlichkeit und den Namen des Orts, in dem sie liegen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>any raster layer; nodata and values below 0 count as 0.</source>
        <translation>irgendein Rasterlayer; NoData und Werte unter 0 zählen als 0.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Band</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>the band with the values.</source>
        <translation>der Kanal mit den Werten.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>probability per area (the same for pixels of any size), or probability in each pixel.</source>
        <translation>Wahrscheinlichkeit je Fläche (dieselbe für Pixel jeder Größe) oder Wahrscheinlichkeit in jedem Pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>areas in km², separated by spaces or semicolons, such as “5000 100000”.</source>
        <translation>Flächen in km², durch Leerzeichen oder Semikolons getrennt, etwa „5000 100000“.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities</source>
        <translation>Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>shares of the raster's whole probability, such as “0.5 0.8”. They promise no recall.</source>
        <translation>Anteile an der ganzen Wahrscheinlichkeit des Rasters, etwa „0.5 0.8“. Sie sichern keine Trefferquote zu.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>a polygon a region with rank, place, country, area_km2, probability and density.</source>
        <translation>ein Polygon je Region mit rank, place, country, area_km2, probability und density.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities (between 0 and 1)</source>
        <translation>Wahrscheinlichkeiten (zwischen 0 und 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Number of regions</source>
        <translation>Anzahl der Regionen</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Reading the raster …</source>
        <translation>Raster wird gelesen …</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>There is nothing to find: give an area budget in km² or a probability.</source>
        <translation>Es gibt nichts zu finden: Geben Sie ein Flächenbudget in km² oder eine Wahrscheinlichkeit an.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>The backend's answer has no regions; update the plugin and its backend together.</source>
        <translation>Die Antwort des Backends hat keine Regionen; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>There are {count} area budgets and recalls: give at most {most}.</source>
        <translation>Es sind {count} Flächenbudgets und Trefferquoten: Geben Sie höchstens {most} an.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets (km²)</source>
        <translation>Flächenbudgets (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls (between 0 and 1)</source>
        <translation>Trefferquoten (zwischen 0 und 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>areas in km² to search, separated by spaces or semicolons, such as “5000 100000”. Without any, and without a recall, the areas of circles of 25, 200, 750 and 2500 km are used.</source>
        <translation>zu durchsuchende Flächen in km², durch Leerzeichen oder Semikolons getrennt, etwa „5000 100000“. Ohne Angabe, auch einer Trefferquote, gelten die Flächen von Kreisen von 25, 200, 750 und 2500 km.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls</source>
        <translation>Trefferquoten</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>wanted chances that the area holds the true place, such as “0.5 0.8”. A bundle that was not calibrated promises none.</source>
        <translation>gewünschte Chancen, dass das Gebiet den wahren Ort enthält, etwa „0.5 0.8“. Ein nicht kalibriertes Modellpaket sichert keine zu.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no area budget: give square kilometres from {smallest:g} to 510 million, the whole Earth, with a point for decimals and a space between budgets.</source>
        <translation>„{text}“ ist kein Flächenbudget: Geben Sie Quadratkilometer von {smallest:g} bis 510 Millionen, der ganzen Erde, mit Dezimalpunkt und einem Leerzeichen zwischen den Budgets an.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no recall: give numbers above 0 and below 1, with a point for decimals and a space between recalls.</source>
        <translation>„{text}“ ist keine Trefferquote: Geben Sie Zahlen über 0 und unter 1 mit Dezimalpunkt und einem Leerzeichen zwischen den Trefferquoten an.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos stay on this machine.</source>
        <translation>Fotos bleiben auf diesem Rechner.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>No photo is sent: the remote backend's address in the options is none.</source>
        <translation>Es wird kein Foto gesendet: Die Adresse des entfernten Backends in den Optionen ist keine.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos are sent to {host}.</source>
        <translation>Fotos werden an {host} gesendet.</translation>
    </message>
    <message>
        <location filename="../../plugin/removal.py"/>
        <source>Photo Geolocator: removing files</source>
        <translation>Photo Geolocator: Dateien werden entfernt</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>{name} must end in .pdf or .png; choose another name.</source>
        <translation>{name} muss auf .pdf oder .png enden; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Where was {name} taken?</source>
        <translation>Wo wurde {name} aufgenommen?</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>the temporary folder is full</source>
        <translation>der temporäre Ordner ist voll</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator report</source>
        <translation>Photo-Geolocator-Bericht</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator · report of {time}</source>
        <translation>Photo Geolocator · Bericht vom {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>The photo can't be shown.</source>
        <translation>Das Foto kann nicht gezeigt werden.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Unsure: {text}</source>
        <translation>Unsicher: {text}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Best point: {position}</source>
        <translation>Bester Punkt: {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Taken at {time}, says the photo's EXIF</source>
        <translation>Aufgenommen am {time}, laut den EXIF-Daten des Fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>EXIF position, for comparison only: {position}</source>
        <translation>EXIF-Position, nur zum Vergleich: {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>It is {distance} km from the best point; {area} must be searched to reach it</source>
        <translation>Sie liegt {distance} km vom besten Punkt; {area} müssen durchsucht werden, um sie zu erreichen</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Search area {label}: {area} in {count} regions, probability {probability}</source>
        <translation>Suchgebiet {label}: {area} in {count} Regionen, Wahrscheinlichkeit {probability}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>How often such areas hold the truth is not known.</source>
        <translation>Wie oft solche Gebiete den wahren Ort enthalten, ist nicht bekannt.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Areas of this size held the truth of {share} of the bundle's validation photos.</source>
        <translation>Gebiete dieser Größe enthielten den wahren Ort von {share} der Validierungsfotos des Modellpakets.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo SHA-256 {sha256}</source>
        <translation>SHA-256 des Fotos {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Estimated from the photo's content alone; no predictor saw its EXIF position.</source>
        <translation>Aus dem Inhalt des Fotos allein geschätzt; kein Prädiktor sah seine EXIF-Position.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>Nothing is selected in {name}; select the polygons first.</source>
        <translation>In {name} ist nichts ausgewählt; wählen Sie zuerst die Polygone aus.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>A polygon of {name} lies where its CRS has no place on the Earth; correct or remove it.</source>
        <translation>Ein Polygon von {name} liegt, wo sein KBS keinen Ort auf der Erde hat; berichtigen oder entfernen Sie es.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has more than 2 million vertices; select fewer polygons or simplify them.</source>
        <translation>{name} hat mehr als 2 Millionen Stützpunkte; wählen Sie weniger Polygone aus oder vereinfachen Sie sie.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} holds no polygon; choose another layer.</source>
        <translation>{name} enthält kein Polygon; wählen Sie einen anderen Layer.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>The map shows more than its CRS can tell places of; zoom in first.</source>
        <translation>Die Karte zeigt mehr, als ihr KBS Orten zuordnen kann; zoomen Sie zuerst hinein.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not readable JSON; update the plugin and its backend together.</source>
        <translation>Die Antwort des Backends ist kein lesbares JSON; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not a JSON object; update the plugin and its backend together.</source>
        <translation>Die Antwort des Backends ist kein JSON-Objekt; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer lacks a usable “{key}”; update the plugin and its backend together.</source>
        <translation>Der Antwort des Backends fehlt ein brauchbares „{key}“; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>Of photos that look as clear as this one, about {percent:.0f} % were taken within {radius:g} km of the best point.</source>
        <translation>Von Fotos, die so klar wirken wie dieses, wurden etwa {percent:.0f} % innerhalb von {radius:g} km um den besten Punkt aufgenommen.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's result has schema version {version}, this plugin reads {readable}; update the plugin and its backend together.</source>
        <translation>Das Ergebnis des Backends hat die Schemaversion {version}, dieses Plugin liest {readable}; aktualisieren Sie Plugin und Backend gemeinsam.</translation>
    </message>
    <message>
        <location filename="../../plugin/result_shelf.py"/>
        <source>The result of {name} is no longer kept; geolocate the photo again.</source>
        <translation>Das Ergebnis von {name} ist nicht mehr vorhanden; verorten Sie das Foto erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/uninstaller.py"/>
        <source>{folder} could not be removed: close other programs that use it and try again.</source>
        <translation>{folder} konnte nicht entfernt werden: Schließen Sie andere Programme, die ihn benutzen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../plugin/whole_files.py"/>
        <source>{name} can't be written ({reason}); choose another place.</source>
        <translation>{name} kann nicht geschrieben werden ({reason}); wählen Sie eine andere Stelle.</translation>
    </message>
    <message>
        <location filename="../../plugin/writing.py"/>
        <source>The folder for the results can't be made ({reason}); choose another folder.</source>
        <translation>Der Ordner für die Ergebnisse kann nicht angelegt werden ({reason}); wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'temperature': install it again.</source>
        <translation>Die Kalibrierung des Modellpakets hat keine gültige 'temperature': Installieren Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'photos': install it again.</source>
        <translation>Die Kalibrierung des Modellpakets hat keine gültigen 'photos': Installieren Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle was not calibrated, so it promises no recall: ask for an area in km2.</source>
        <translation>Dieses Modellpaket wurde nicht kalibriert und sichert daher keine Trefferquote zu: Verlangen Sie eine Fläche in km².</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle has no Recall vs Area curve: ask for the recall by photo.</source>
        <translation>Dieses Modellpaket hat keine Kurve der Trefferquote nach Fläche: Verlangen Sie die Trefferquote je Foto.</translation>
    </message>
    <message>
        <location filename="../../backend/confidence.py"/>
        <source>The bundle's calibration has no valid 'confidence': install it again.</source>
        <translation>Die Kalibrierung des Modellpakets hat keine gültige 'confidence': Installieren Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>This is no valid HTTP request.</source>
        <translation>Das ist keine gültige HTTP-Anfrage.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>The backend has too many connections: try again in a moment.</source>
        <translation>Das Backend hat zu viele Verbindungen: Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <source>The raster holds no value above 0 on Earth: choose a raster of densities, and the right band.</source>
        <translation>Das Raster hat auf der Erde keinen Wert über 0: Wählen Sie ein Raster von Dichten und den richtigen Kanal.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <location filename="../../backend/jobs_api.py"/>
        <location filename="../../backend/maps.py"/>
        <source>Give either area_km2 or recall.</source>
        <translation>Geben Sie entweder area_km2 oder recall an.</translation>
    </message>
    <message>
        <location filename="../../backend/ensemble.py"/>
        <source>The predictors contradict one another everywhere: no place is left on the map.</source>
        <translation>Die Prädiktoren widersprechen einander überall: Auf der Karte bleibt kein Ort übrig.</translation>
    </message>
    <message>
        <location filename="../../backend/georeference.py"/>
        <source>The raster lies outside of what its coordinate system can show: check its CRS.</source>
        <translation>Das Raster liegt außerhalb dessen, was sein Koordinatensystem zeigen kann: Prüfen Sie sein KBS.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The SHA-256 of a bundle has 64 hexadecimal digits: copy it from whoever published it.</source>
        <translation>Die SHA-256 eines Modellpakets hat 64 Hexadezimalziffern: Kopieren Sie sie von der Stelle, die es veröffentlicht hat.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The starter bundle comes with the plugin and can't be removed.</source>
        <translation>Das Modellpaket starter gehört zum Plugin und kann nicht entfernt werden.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>Another process installs or removes a bundle: wait until it has ended.</source>
        <translation>Ein anderer Prozess installiert oder entfernt gerade ein Modellpaket: Warten Sie, bis er fertig ist.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>Many photos are waiting already: the next one can come in a moment.</source>
        <translation>Viele Fotos warten schon: Das nächste kann gleich kommen.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo can't be stored: check the disk's free space.</source>
        <translation>Das Foto kann nicht gespeichert werden: Prüfen Sie den freien Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend no longer has this photo's result: it was removed, or the backend was restarted; geolocate the photo again.</source>
        <translation>Das Backend hat das Ergebnis dieses Fotos nicht mehr: Es wurde entfernt, oder das Backend wurde neu gestartet; verorten Sie das Foto noch einmal.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo was cancelled.</source>
        <translation>Das Foto wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend failed on this photo: see its log.</source>
        <translation>Das Backend scheiterte an diesem Foto: Sehen Sie in sein Protokoll.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The bundle's validation photos do not speak for this map, so no recall is promised: a recall is the share of the map's own probability.</source>
        <translation>Die Validierungsfotos des Modellpakets sprechen nicht für diese Karte, daher wird keine Trefferquote zugesichert: Eine Trefferquote ist der Anteil an der eigenen Wahrscheinlichkeit der Karte.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>This bundle was not calibrated: a recall is the share of the map's own probability.</source>
        <translation>Dieses Modellpaket wurde nicht kalibriert: Eine Trefferquote ist der Anteil an der eigenen Wahrscheinlichkeit der Karte.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A photo is named twice: name each one once.</source>
        <translation>Ein Foto ist zweimal genannt: Nennen Sie jedes nur einmal.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The Recall vs Area curve does not speak for a map with choices of your own: ask for an area in km2, or for a share of the map's probability.</source>
        <translation>Die Kurve der Trefferquote nach Fläche spricht nicht für eine Karte mit eigenen Entscheidungen: Verlangen Sie eine Fläche in km² oder einen Anteil an der Wahrscheinlichkeit der Karte.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A prior is named twice: give it one weight.</source>
        <translation>Ein Prior ist zweimal genannt: Geben Sie ihm ein einziges Gewicht.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>Nothing makes this map: switch on a member of the ensemble, or give a prior some weight.</source>
        <translation>Nichts ergibt diese Karte: Schalten Sie ein Mitglied des Ensembles ein oder geben Sie einem Prior Gewicht.</translation>
    </message>
    <message>
        <location filename="../../backend/maps_api.py"/>
        <source>Give either polygons or countries.</source>
        <translation>Geben Sie entweder Polygone oder Länder an.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The cells' map can't be written: check the disk's free space.</source>
        <translation>Die Karte der Zellen kann nicht geschrieben werden: Prüfen Sie den freien Speicherplatz.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The attribute's map can't be written: check the disk's free space.</source>
        <translation>Die Karte des Attributs kann nicht geschrieben werden: Prüfen Sie den freien Speicherplatz.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has no position on Earth: assign its CRS and extent first.</source>
        <translation>Das Raster hat keine Lage auf der Erde: Weisen Sie ihm zuerst KBS und Ausdehnung zu.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has an extent that is not valid: its pixels have no size.</source>
        <translation>Das Raster hat eine ungültige Ausdehnung: Seine Pixel haben keine Größe.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has a coordinate system that can't be brought to longitudes and latitudes: reproject it.</source>
        <translation>Das Raster hat ein Koordinatensystem, das sich nicht in Längen und Breiten umrechnen lässt: Projizieren Sie es um.</translation>
    </message>
    <message>
        <location filename="../../backend/rasters.py"/>
        <source>There is no such raster: it was removed, made room for others, or the backend was restarted; send it again.</source>
        <translation>Dieses Raster gibt es nicht: Es wurde entfernt, machte anderen Platz, oder das Backend wurde neu gestartet; senden Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../backend/refined.py"/>
        <source>These priors are too detailed to be combined: use fewer of them, or coarser ones.</source>
        <translation>Diese Priors sind zu detailliert, um kombiniert zu werden: Verwenden Sie weniger oder gröbere.</translation>
    </message>
    <message>
        <location filename="../../backend/result.py"/>
        <source>This bundle was not calibrated.</source>
        <translation>Dieses Modellpaket wurde nicht kalibriert.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>This is not one of the backend's names: use the address that it announced.</source>
        <translation>Das ist keiner der Namen des Backends: Verwenden Sie die Adresse, die es genannt hat.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend answers programs, not web pages.</source>
        <translation>Das Backend antwortet Programmen, nicht Webseiten.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The token is missing or not the one of this launch.</source>
        <translation>Das Token fehlt oder ist nicht das dieses Starts.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend failed on this request: see its log.</source>
        <translation>Das Backend ist an dieser Anfrage gescheitert: Siehe sein Protokoll.</translation>
    </message>
    <message>
        <location filename="../../backend/turns.py"/>
        <source>The backend is busy with what others asked for: try again in a moment.</source>
        <translation>Das Backend ist mit dem beschäftigt, was andere verlangt haben: Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <location filename="../../backend/web.py"/>
        <source>The file is not there any more: its photo's result or map was removed.</source>
        <translation>Die Datei gibt es nicht mehr: Das Ergebnis oder die Karte ihres Fotos wurde entfernt.</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Glossary, Italian. People are addressed as QGIS's own translation does: tu.

  photo = foto
  geolocate = geolocalizzare
  search area = area di ricerca
  area budget = budget di area
  recall = richiamo
  heatmap = mappa di calore
  density = densità
  bundle = pacchetto di modelli
  predictor = predittore
  ensemble = insieme
  member = membro
  prior = a priori
  restriction = restrizione
  confidence = confidenza
  best point = punto migliore
  true place = luogo vero
  cap = calotta
  layer = layer
  CRS = SR
-->
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name>PhotoGeolocator</name>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was stopped because its set-up changed; start again.</source>
        <translation>Il backend è stato fermato perché la sua installazione è cambiata; ricomincia.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend could not start.</source>
        <translation>Il backend non è riuscito ad avviarsi.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend can't be started ({reason}); check its Python environment.</source>
        <translation>Impossibile avviare il backend ({reason}); controlla il suo ambiente Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>exit code {code}</source>
        <translation>codice di uscita {code}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>a crash</source>
        <translation>un arresto anomalo</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped unexpectedly ({how}); start again to restart it.</source>
        <translation>Il backend si è fermato inaspettatamente ({how}); ricomincia per riavviarlo.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{how}, last words: {words}</source>
        <translation>{how}, ultime parole: {words}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped before it was ready ({how}); check its Python environment.</source>
        <translation>Il backend si è fermato prima di essere pronto ({how}); controlla il suo ambiente Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was not ready after {seconds} s; start again, or reinstall it.</source>
        <translation>Il backend non era pronto dopo {seconds} s; ricomincia, o reinstallalo.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend is not set up yet: choose “Set up” in the plugin's options.</source>
        <translation>Il backend non è ancora installato: scegli «Installa» nelle opzioni del plugin.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} is a folder</source>
        <translation>{path} è una cartella</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} does not exist</source>
        <translation>{path} non esiste</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct the environment variable {variable}.</source>
        <translation>Il Python del backend non può essere usato ({fault}); correggi la variabile d'ambiente {variable}.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct Python in the plugin's options, or empty it and choose “Set up” there.</source>
        <translation>Il Python del backend non può essere usato ({fault}); correggi «Python» nelle opzioni del plugin, oppure svuotalo e scegli lì «Installa».</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Verifying {name} …</source>
        <translation>Verifica di {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Checking and installing {name} …</source>
        <translation>Controllo e installazione di {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The address of a bundle begins with https:// and names a zip file.</source>
        <translation>L'indirizzo di un pacchetto di modelli inizia con https:// e indica un file zip.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Bundles need the backend: set it up first.</source>
        <translation>I pacchetti di modelli richiedono il backend: installalo prima.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend's answer can't be read: set the backend up again.</source>
        <translation>La risposta del backend non è leggibile: reinstalla il backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend can't be started: repair it in the plugin's options.</source>
        <translation>Impossibile avviare il backend: riparalo nelle opzioni del plugin.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle is larger than {size} GB.</source>
        <translation>Il pacchetto di modelli supera {size} GB.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Downloading: {size:.1f} MB</source>
        <translation>Scaricamento: {size:.1f} MB</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The downloaded file has SHA-256 {found}…, not {expected}…: nothing was installed; check the address and the hash with whoever gave them to you.</source>
        <translation>Il file scaricato ha SHA-256 {found}…, non {expected}…: non è stato installato nulla; verifica indirizzo e hash con chi te li ha dati.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle could not be downloaded ({reason}): check the address and the connection.</source>
        <translation>Impossibile scaricare il pacchetto di modelli ({reason}): controlla l'indirizzo e la connessione.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend stopped without a word: set it up again.</source>
        <translation>Il backend si è fermato senza dire nulla: reinstallalo.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>A bundle from the internet needs its SHA-256, 64 hexadecimal digits, from whoever published it.</source>
        <translation>Un pacchetto di modelli da internet richiede il suo SHA-256, 64 cifre esadecimali, da chi lo ha pubblicato.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The download can't be kept ({reason}): free some space on the disk of temporary files.</source>
        <translation>Impossibile conservare il file scaricato ({reason}): libera spazio sul disco dei file temporanei.</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>The heatmap follows …</source>
        <translation>Segue la mappa di calore …</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>Fetching the map of {member} …</source>
        <translation>Recupero della mappa di {member} …</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>This computer does not trust the remote backend's certificate; install the certificate of the authority that signed it, or correct the address in the options.</source>
        <translation>Questo computer non si fida del certificato del backend remoto; installa il certificato dell'autorità che lo ha firmato, o correggi l'indirizzo nelle opzioni.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend did not answer ({reason}); check that it runs, and its address in the options.</source>
        <translation>Il backend remoto non ha risposto ({reason}); controlla che sia in funzione, e il suo indirizzo nelle opzioni.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend did not answer ({reason}); start again.</source>
        <translation>Il backend non ha risposto ({reason}); ricomincia.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend's answer broke off ({reason}); start again.</source>
        <translation>La risposta del backend si è interrotta ({reason}); ricomincia.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend refused with HTTP status {status} and no reason; update the plugin and its backend together.</source>
        <translation>Il backend ha rifiutato con stato HTTP {status} e senza motivo; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend sent an empty {name}; start again.</source>
        <translation>Il backend ha inviato un file {name} vuoto; ricomincia.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>Only a part of {name} arrived from the backend; start again.</source>
        <translation>Dal backend è arrivata solo una parte di {name}; ricomincia.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's token has letters that no token has; correct it in the options.</source>
        <translation>Il token del backend remoto contiene caratteri che nessun token ha; correggilo nelle opzioni.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>What answers at the remote backend's address is not a backend of this version; correct the address in the options, or update the plugin and its backend together.</source>
        <translation>Ciò che risponde all'indirizzo del backend remoto non è un backend di questa versione; correggi l'indirizzo nelle opzioni, o aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend refused the token; correct it in the options.</source>
        <translation>Il backend remoto ha rifiutato il token; correggilo nelle opzioni.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend announced an address outside this machine; reinstall the plugin.</source>
        <translation>Il backend ha annunciato un indirizzo esterno a questo computer; reinstalla il plugin.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is no https://host:port; correct it in the options.</source>
        <translation>L'indirizzo del backend remoto non è https://host:porta; correggilo nelle opzioni.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is not encrypted (http); use https, or accept it in the options.</source>
        <translation>L'indirizzo del backend remoto non è cifrato (http); usa https, o accettalo nelle opzioni.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} does not exist; choose another photo.</source>
        <translation>{name} non esiste; scegli un'altra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be reached ({reason}); choose another photo.</source>
        <translation>{name} non è raggiungibile ({reason}); scegli un'altra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is a folder; choose a single photo inside it.</source>
        <translation>{name} è una cartella; scegli una singola foto al suo interno.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is not a file; choose another photo.</source>
        <translation>{name} non è un file; scegli un'altra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is larger than {size} MB; save it smaller.</source>
        <translation>{name} supera {size} MB; salvala più piccola.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be opened ({reason}); check its permissions or choose another photo.</source>
        <translation>Impossibile aprire {name} ({reason}); controlla i permessi o scegli un'altra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be read ({reason}); choose another raster.</source>
        <translation>Impossibile leggere {name} ({reason}); scegli un altro raster.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>The backend no longer holds {name}; geolocate it again, then fuse.</source>
        <translation>Il backend non ha più {name}; geolocalizzala di nuovo, poi fondi.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>{names} + {count} more</source>
        <translation>{names} + altri {count}</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>A photo is being geolocated; wait for it or cancel it first.</source>
        <translation>È in corso la geolocalizzazione di una foto; attendi o annullala prima.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend no longer holds {name}; geolocate it again.</source>
        <translation>Il backend non ha più {name}; geolocalizzala di nuovo.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} was not finished. {reason}</source>
        <translation>{name} non è stata completata. {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend failed and gave no reason; start again.</source>
        <translation>Il backend ha fallito senza dare un motivo; ricomincia.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} can't be replaced ({reason}); choose another folder.</source>
        <translation>Impossibile sostituire {name} ({reason}); scegli un'altra cartella.</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>The GPU failed; the processor goes on with the photos, more slowly: {reason}</source>
        <translation>La scheda grafica ha smesso di funzionare; il processore continua con le foto, più lentamente: {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>the backend gave no reason.</source>
        <translation>il backend non ha indicato alcun motivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{label}: {percent}</source>
        <translation>{label}: {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{text} (predicted)</source>
        <translation>{text} (predetto)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Photo Geolocator: bundles</source>
        <translation>Photo Geolocator: pacchetti di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>In use</source>
        <translation>In uso</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle</source>
        <translation>Pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Version</source>
        <translation>Versione</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Licence</source>
        <translation>Licenza</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Size</source>
        <translation>Dimensione</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Use</source>
        <translation>&amp;Usa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Verify</source>
        <translation>&amp;Verifica</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Delete …</source>
        <translation>&amp;Elimina …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a zip &amp;file …</source>
        <translation>Installa un &amp;file zip …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a f&amp;older …</source>
        <translation>Installa una ca&amp;rtella …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>64 hexadecimal digits, from whoever published the bundle</source>
        <translation>64 cifre esadecimali, da chi ha pubblicato il pacchetto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Do&amp;wnload and install</source>
        <translation>&amp;Scarica e installa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;nnulla</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install from an address</source>
        <translation>Installa da un indirizzo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Address:</source>
        <translation>Indiri&amp;zzo:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;SHA-256:</source>
        <translation>S&amp;HA-256:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/processing/folder_run.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/raster_file.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/waiting.py"/>
        <source>Cancelled.</source>
        <translation>Annullato.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{title} is used from the next photo on.</source>
        <translation>{title} è usato a partire dalla prossima foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} is whole and unaltered.</source>
        <translation>{name} è integro e inalterato.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Delete the bundle {name} from this computer?</source>
        <translation>Eliminare il pacchetto di modelli {name} da questo computer?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was deleted.</source>
        <translation>{name} è stato eliminato.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle</source>
        <translation>Scegli un pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Bundles</source>
        <translation>Pacchetti di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle's folder</source>
        <translation>Scegli la cartella di un pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was installed.</source>
        <translation>{name} è stato installato.</translation>
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
        <translation>&amp;Scegli …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos on the disk</source>
        <translation>Scegli foto sul disco</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder, and what can be done with the photos</source>
        <translation>Scegli una cartella, e cosa si può fare con le foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>&amp;Geolocate</source>
        <translation>&amp;Geolocalizza</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate the photos that wait, or the chosen one again</source>
        <translation>Geolocalizza le foto in attesa, o di nuovo quella scelta</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Progress</source>
        <translation>Avanzamento</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Saved in {package}, the heatmap as {heatmap} beside it.</source>
        <translation>Salvato in {package}, con la mappa di calore {heatmap} accanto.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The report is in {path}.</source>
        <translation>Il rapporto è in {path}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a &amp;folder …</source>
        <translation>Scegli una &amp;cartella …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Clear the &amp;list</source>
        <translation>Svuota l'&amp;elenco</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate what failed &amp;again</source>
        <translation>&amp;Riprova le foto non riuscite</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate photos dropped on the &amp;map</source>
        <translation>Geolocalizza le foto rilasciate sulla &amp;mappa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Otherwise QGIS opens them as raster layers</source>
        <translation>Altrimenti QGIS le apre come layer raster</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Photos</source>
        <translation>Foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>History</source>
        <translation>Cronologia</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos</source>
        <translation>Scegli foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>All files</source>
        <translation>Tutti i file</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder of photos</source>
        <translation>Scegli una cartella di foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Write the report to</source>
        <translation>Scrivi il rapporto in</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Save the result in a GeoPackage; one that exists gets further tables</source>
        <translation>Salva il risultato in un GeoPackage; a uno esistente vengono aggiunte tabelle</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>GeoPackages (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The folder of {name} can't be opened.</source>
        <translation>Impossibile aprire la cartella di {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} files or folders can't be used. The first: {sentence}</source>
        <translation>{count} file o cartelle non sono utilizzabili. Il primo: {sentence}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{name} was cancelled.</source>
        <translation>{name} è stata annullata.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>1 photo is left waiting.</source>
        <translation>Resta 1 foto in attesa.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} photos are left waiting.</source>
        <translation>Restano {count} foto in attesa.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Runs on {provider} · bundle {bundle} {version}</source>
        <translation>Funziona su {provider} · pacchetto {bundle} {version}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>A probability, not a proof.</source>
        <translation>Una probabilità, non una prova.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Cancelling …</source>
        <translation>Annullamento …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Looking for photos … {count} found</source>
        <translation>Ricerca di foto … {count} trovate</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{done} of {total} done</source>
        <translation>{done} di {total} completate</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} failed</source>
        <translation>{count} non riuscite</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>about {time} left</source>
        <translation>circa {time} rimanenti</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>&amp;Reset</source>
        <translation>&amp;Ripristina</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>All members, no restriction, no priors: the map as it was</source>
        <translation>Tutti i membri, nessuna restrizione, nessun a priori: la mappa com'era</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent</source>
        <translation>Esponente</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Let {member} count</source>
        <translation>Considera {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent of {member}</source>
        <translation>Esponente di {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>The power to which the member's map enters the product</source>
        <translation>La potenza con cui la mappa del membro entra nel prodotto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Map of {member}</source>
        <translation>Mappa di {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Show what {member} alone says, as a layer</source>
        <translation>Mostra ciò che dice {member} da solo, come layer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <source>What the result is and is not, privacy, misuse</source>
        <translation>Che cosa il risultato è e non è, riservatezza, abusi</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Guide</source>
        <translation>Guida</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Responsible use</source>
        <translation>Uso responsabile</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{number} million km²</source>
        <translation>{number} milioni di km²</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>1 region</source>
        <translation>1 regione</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{count} regions</source>
        <translation>{count} regioni</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{label}: {area} in {regions}, probability {probability}</source>
        <translation>{label}: {area} in {regions}, probabilità {probability}</translation>
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
        <translation>Avvio del backend …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Waiting …</source>
        <translation>In attesa …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Working …</source>
        <translation>In corso …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Reading the photo …</source>
        <translation>Lettura della foto …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Asking the predictors …</source>
        <translation>Interrogazione dei predittori …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Combining the predictors …</source>
        <translation>Combinazione dei predittori …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finding search areas …</source>
        <translation>Ricerca delle aree …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Writing the heatmap …</source>
        <translation>Scrittura della mappa di calore …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Fetching the result …</source>
        <translation>Recupero del risultato …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Photo Geolocator: guide</source>
        <translation>Photo Geolocator: guida</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Pages of the guide</source>
        <translation>Pagine della guida</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Back</source>
        <translation>Indietro</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Forward</source>
        <translation>Avanti</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{percent} · {place}, unsure</source>
        <translation>{percent} · {place}, incerto</translation>
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
        <translation>Cerca per nome, luogo o data</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Earlier results</source>
        <translation>Risultati precedenti</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Keep results here</source>
        <translation>&amp;Conserva i risultati qui</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Keep the results of photos in QGIS's profile, with a thumbnail and the photo's path</source>
        <translation>Conserva i risultati delle foto nel profilo di QGIS, con una miniatura e il percorso della foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Open</source>
        <translation>&amp;Apri</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show the result and its layers again</source>
        <translation>Mostra di nuovo il risultato e i suoi layer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Forget</source>
        <translation>&amp;Dimentica</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete the selected results from the history</source>
        <translation>Elimina dalla cronologia i risultati selezionati</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show in the f&amp;ile manager</source>
        <translation>Mostra nel &amp;gestore di file</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Open the photo's folder</source>
        <translation>Apri la cartella della foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget &amp;all …</source>
        <translation>Dimentica &amp;tutto …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history</source>
        <translation>Elimina tutti i risultati dalla cronologia</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>What else can be done with the history</source>
        <translation>Cos'altro si può fare con la cronologia</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Results of photos are listed here as they are found.</source>
        <translation>I risultati delle foto compaiono qui man mano che vengono trovati.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>1 result</source>
        <translation>1 risultato</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} results</source>
        <translation>{count} risultati</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{results}, {size} MB of at most {limit} MB: the oldest give way to new ones.</source>
        <translation>{results}, {size} MB su {limit} MB al massimo: i più vecchi lasciano posto ai nuovi.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} more can't be read; “Forget all” deletes them too.</source>
        <translation>Altri {count} non sono leggibili; «Dimentica tutto» elimina anche quelli.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget all results</source>
        <translation>Dimentica tutti i risultati</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history? Layers on the map and saved results stay.</source>
        <translation>Eliminare tutti i risultati dalla cronologia? I layer sulla mappa e i risultati salvati restano.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search only in</source>
        <translation>Cerca solo in</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Leave out</source>
        <translation>Escludi</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search in a part of the Earth, or leave it out</source>
        <translation>Cerca in una parte della Terra, o escludila</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>E&amp;xtent</source>
        <translation>E&amp;stensione</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>What the map shows now</source>
        <translation>Ciò che la mappa mostra ora</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>La&amp;yer</source>
        <translation>La&amp;yer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygons of a layer</source>
        <translation>Poligoni di un layer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Coun&amp;try</source>
        <translation>&amp;Paese</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Whole countries</source>
        <translation>Paesi interi</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search everywhere again</source>
        <translation>Cerca di nuovo ovunque</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Raster layer of where photos are likely</source>
        <translation>Layer raster di dove le foto sono probabili</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Add as &amp;prior</source>
        <translation>Aggiungi come &amp;a priori</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Let a raster of densities count as one more factor; the higher its values, the likelier the place</source>
        <translation>Fai valere un raster di densità come un fattore in più; più alti i suoi valori, più probabile il luogo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Restricting …</source>
        <translation>Restrizione …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Reading polygons …</source>
        <translation>Lettura dei poligoni …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Adding {name} …</source>
        <translation>Aggiunta di {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygon layer</source>
        <translation>Layer di poligoni</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Selected features only</source>
        <translation>&amp;Solo gli elementi selezionati</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Find a country</source>
        <translation>Trova un paese</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Countries</source>
        <translation>Paesi</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Take the prior {name} out</source>
        <translation>Togli l'a priori {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Weight of {name}: 0 ignores it, 1 takes it at its word</source>
        <translation>Peso di {name}: 0 lo ignora, 1 lo prende alla lettera</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Searched only in {label} ({area})</source>
        <translation>Ricerca solo in {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Left out: {label} ({area})</source>
        <translation>Escluso: {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>{percent} of the probability is left</source>
        <translation>Resta {percent} della probabilità</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Copy &amp;diagnostics</source>
        <translation>&amp;Copia la diagnostica</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Versions and state, for a report; paths and names are taken out</source>
        <translation>Versioni e stato, per una segnalazione; percorsi e nomi vengono tolti</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Set up …</source>
        <translation>&amp;Installa …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Update …</source>
        <translation>Aggi&amp;orna …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Repair …</source>
        <translation>Ripar&amp;a …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Re&amp;move everything …</source>
        <translation>Rim&amp;uovi tutto …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>automatic: CUDA where it works, else the CPU</source>
        <translation>automatico: CUDA dove funziona, altrimenti la CPU</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>processor (CPU)</source>
        <translation>processore (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>NVIDIA graphics card (CUDA), or not at all</source>
        <translation>scheda grafica NVIDIA (CUDA), o niente</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>the private environment's</source>
        <translation>quello dell'ambiente privato</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>A Python of your own that has the backend's packages</source>
        <translation>Un tuo Python che ha i pacchetti del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment and history lie here</source>
        <translation>Qui stanno ambiente e cronologia</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment:</source>
        <translation>Ambiente:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ru&amp;ns on:</source>
        <translation>Fu&amp;nziona su:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Python:</source>
        <translation>&amp;Python:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Data &amp;folder:</source>
        <translation>Cartella dei &amp;dati:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>starter, the one that is shipped</source>
        <translation>starter, quello fornito</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>The name of an installed bundle, or a bundle's folder</source>
        <translation>Il nome di un pacchetto di modelli installato, o la cartella di un pacchetto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Bundles …</source>
        <translation>Pacc&amp;hetti di modelli …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Bundle: the models and maps</source>
        <translation>Pacchetto di modelli: i modelli e le mappe</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Name &amp;or folder:</source>
        <translation>No&amp;me o cartella:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>none: the backend runs on this computer</source>
        <translation>nessuno: il backend funziona su questo computer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Accept an address &amp;without encryption (http)</source>
        <translation>Accetta un indirizzo &amp;senza cifratura (http)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remote backend</source>
        <translation>Backend remoto</translation>
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
        <translation>Tabelle che il backend non deve ricalcolare; la cronologia può occuparne altrettanto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Keep a history of results</source>
        <translation>Tieni una cronolo&amp;gia dei risultati</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the &amp;history …</source>
        <translation>Elimina la crono&amp;logia …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cache and privacy</source>
        <translation>Cache e riservatezza</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cach&amp;e, at most:</source>
        <translation>Cach&amp;e, al massimo:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>History:</source>
        <translation>Cronologia:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Photos stay on this computer.</source>
        <translation>Le foto restano su questo computer.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This is no address of a backend: write https://host:port.</source>
        <translation>Questo non è l'indirizzo di un backend: scrivi https://host:porta.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to what listens at this address of your own computer, such as a tunnel.</source>
        <translation>Le tue foto vengono inviate a ciò che ascolta a questo indirizzo del tuo computer, per esempio un tunnel.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, encrypted; its certificate is checked.</source>
        <translation>Le tue foto vengono inviate cifrate a quel computer; il suo certificato viene controllato.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, and whoever listens on the way can see them.</source>
        <translation>Le tue foto vengono inviate a quel computer, e chi ascolta lungo il percorso può vederle.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This address is not encrypted and will be refused: whoever listens could see photos and token.</source>
        <translation>Questo indirizzo non è cifrato e sarà rifiutato: chi ascolta potrebbe vedere foto e token.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove everything</source>
        <translation>Rimuovi tutto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the backend's environment, its cache and the history of results from this computer?</source>
        <translation>Rimuovere da questo computer l'ambiente del backend, la sua cache e la cronologia dei risultati?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Layers and files that you saved stay. The backend is stopped first.</source>
        <translation>I layer e i file che hai salvato restano. Prima viene fermato il backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the installed bundles too</source>
        <translation>Rimuovi anche i pacchetti di modelli installati</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Remove</source>
        <translation>&amp;Rimuovi</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history of results? Layers and files that you saved stay.</source>
        <translation>Eliminare la cronologia dei risultati? I layer e i file che hai salvato restano.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history</source>
        <translation>Elimina la cronologia</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is damaged or was not finished: repair it.</source>
        <translation>È danneggiato o incompleto: riparalo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is not set up.</source>
        <translation>Non è installato.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ready: Python {python}, {kind}, made by version {version} of the plugin.</source>
        <translation>Pronto: Python {python}, {kind}, creato dalla versione {version} del plugin.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is out of date: this version of the plugin needs other packages. It is used until you update it.</source>
        <translation>È superato: questa versione del plugin richiede altri pacchetti. Viene usato finché non lo aggiorni.</translation>
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
        <translation>Rilascia qui foto o cartelle, o fai clic per sceglierne</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>No preview for {name}</source>
        <translation>Nessuna anteprima per {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>Drop photos or a folder here
or click to choose</source>
        <translation>Rilascia qui foto o una cartella
o fai clic per scegliere</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancelled</source>
        <translation>Annullata</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Waiting</source>
        <translation>In attesa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>{count} photos as one place · {place}</source>
        <translation>{count} foto come un solo luogo · {place}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel</source>
        <translation>Annulla</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate again</source>
        <translation>Geolocalizza di nuovo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Show on map</source>
        <translation>&amp;Mostra sulla mappa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Put the results on the map, and keep them there</source>
        <translation>Metti i risultati sulla mappa e tienili lì</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>F&amp;use as one place</source>
        <translation>&amp;Fondi come un solo luogo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Make one map of photos that are known to be from one place</source>
        <translation>Fai una sola mappa di foto che si sanno scattate nello stesso luogo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Geolocate again</source>
        <translation>&amp;Geolocalizza di nuovo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate the selected photos once more</source>
        <translation>Geolocalizza ancora una volta le foto selezionate</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Cancel</source>
        <translation>&amp;Annulla</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel the selected photos</source>
        <translation>Annulla le foto selezionate</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Remove from the list</source>
        <translation>&amp;Rimuovi dall'elenco</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Remove the selected photos from the list</source>
        <translation>Rimuovi dall'elenco le foto selezionate</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;up</source>
        <translation>Sposta &amp;su</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate earlier</source>
        <translation>Geolocalizza prima</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;down</source>
        <translation>S&amp;posta giù</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate later</source>
        <translation>Geolocalizza dopo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move to the &amp;top</source>
        <translation>Sposta in &amp;cima</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate next</source>
        <translation>Geolocalizza per prima</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Show in the &amp;file manager</source>
        <translation>Mostra nel gestore di f&amp;ile</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>#</source>
        <translation>N°</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Place</source>
        <translation>Luogo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Area (km²)</source>
        <translation>Area (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Probability</source>
        <translation>Probabilità</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>{place}
{coordinates}
Click to show it on the map</source>
        <translation>{place}
{coordinates}
Fai clic per mostrarlo sulla mappa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Regions by rank</source>
        <translation>Regioni per rango</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Show the best point on the map</source>
        <translation>Mostra il punto migliore sulla mappa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Save the result in a GeoPackage; until then its layers are temporary</source>
        <translation>Salva il risultato in un GeoPackage; fino ad allora i suoi layer sono temporanei</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Write a report of one page: photo, map, regions, and what made them</source>
        <translation>Scrivi un rapporto di una pagina: foto, mappa, regioni e ciò che le ha prodotte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Unsure</source>
        <translation>Incerto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Compared after the result was made: no predictor sees the EXIF position, which may itself be wrong</source>
        <translation>Confrontata a risultato ottenuto: nessun predittore vede la posizione EXIF, che può essa stessa essere errata</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What the predictors saw</source>
        <translation>Ciò che i predittori hanno visto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Ensemble</source>
        <translation>Insieme</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What you know</source>
        <translation>Ciò che sai</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{percent} within {radius} km of that point</source>
        <translation>{percent} entro {radius} km da quel punto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Area budget</source>
        <translation>Budget di area</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground within a number of square kilometres</source>
        <translation>Il terreno più probabile entro un numero di chilometri quadrati</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{area} in {regions}, probability {percent}</source>
        <translation>{area} in {regions}, probabilità {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Areas found this way held the truth for at least {percent} of {photos}validation photos.</source>
        <translation>Le aree così trovate contenevano il luogo vero di almeno {percent} delle {photos}foto di validazione.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Such areas held the truth for {percent} of {photos}validation photos.</source>
        <translation>Tali aree contenevano il luogo vero di {percent} delle {photos}foto di validazione.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The backend no longer holds this photo: geolocate it again to choose other areas.</source>
        <translation>Il backend non ha più questa foto: geolocalizzala di nuovo per scegliere altre aree.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Search &amp;area</source>
        <translation>Area di ri&amp;cerca</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <source>Search area</source>
        <translation>Area di ricerca</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall</source>
        <translation>Richiamo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a recall that the bundle can promise</source>
        <translation>Il terreno più probabile fino a un richiamo che il pacchetto di modelli può garantire</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Share</source>
        <translation>Quota</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a share of the map's own probability</source>
        <translation>Il terreno più probabile fino a una quota della probabilità della mappa stessa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At least</source>
        <translation>Almeno</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At most</source>
        <translation>Al massimo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of photos lie in such an area</source>
        <translation>delle foto si trovano in un'area simile</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of the map's own probability; no recall</source>
        <translation>della probabilità della mappa stessa; non è un richiamo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>circle of {radius} km</source>
        <translation>cerchio di {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{label}: {percent} in {area}</source>
        <translation>{label}: {percent} in {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The diagnostics are on the clipboard; paths and names were taken out.</source>
        <translation>La diagnostica è negli appunti; percorsi e nomi sono stati tolti.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being removed …</source>
        <translation>Rimozione in corso …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being set up …</source>
        <translation>Installazione in corso …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The backend and what it kept were removed from this computer.</source>
        <translation>Il backend e ciò che conservava sono stati rimossi da questo computer.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator: set-up of the backend</source>
        <translation>Photo Geolocator: installazione del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Agree and set up</source>
        <translation>&amp;Accetta e installa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Back</source>
        <translation>Indi&amp;etro</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Ca&amp;ncel the set-up</source>
        <translation>A&amp;nnulla l'installazione</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator computes beside QGIS, in a program of its own</source>
        <translation>Photo Geolocator calcola accanto a QGIS, in un programma proprio</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>It needs Python packages that QGIS does not have. With your consent they are installed now, into a folder of their own. Nothing is put into QGIS's Python, and the plugin's options can remove it all.</source>
        <translation>Richiede pacchetti Python che QGIS non ha. Con il tuo consenso vengono installati ora, in una cartella a parte. Nulla viene messo nel Python di QGIS, e le opzioni del plugin possono rimuovere tutto.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose &amp;Python …</source>
        <translation>Scegli &amp;Python …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the Python Package &amp;Index (pypi.org, or the index of your pip)</source>
        <translation>il Python Package &amp;Index (pypi.org, o l'indice del tuo pip)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>a folder of &amp;wheels, without the internet:</source>
        <translation>una cartella di &amp;wheel, senza internet:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the &amp;processor (CPU)</source>
        <translation>il p&amp;rocessore (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the NVIDIA &amp;graphics card (CUDA); its driver was found</source>
        <translation>la scheda &amp;grafica NVIDIA (CUDA); il suo driver è stato trovato</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>an NVIDIA &amp;graphics card (CUDA); no driver was found</source>
        <translation>una scheda &amp;grafica NVIDIA (CUDA); nessun driver trovato</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>What:</source>
        <translation>Cosa:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>From:</source>
        <translation>Da:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Runs on:</source>
        <translation>Funziona su:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Size:</source>
        <translation>Dimensione:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Where to:</source>
        <translation>Dove:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Made with:</source>
        <translation>Creato con:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>{packages}, and what these need</source>
        <translation>{packages}, e ciò che richiedono</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB on the disk</source>
        <translation>circa {size} MB su disco</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB to download, {on_disk}</source>
        <translation>circa {size} MB da scaricare, {on_disk}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Looking for a Python …</source>
        <translation>Ricerca di un Python …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose a Python, 3.10 or newer</source>
        <translation>Scegli un Python, 3.10 o successivo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is not set up</source>
        <translation>Il backend non è installato</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose the folder of wheels, or install from the package index.</source>
        <translation>Scegli la cartella di wheel, o installa dall'indice dei pacchetti.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Setting up the backend</source>
        <translation>Installazione del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>QGIS can be used meanwhile, and this window may be closed: the set-up goes on.</source>
        <translation>Intanto QGIS è utilizzabile e questa finestra può essere chiusa: l'installazione continua.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is set up</source>
        <translation>Il backend è installato</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Python {python}, in {folder}. Choose a photo in the panel to begin.</source>
        <translation>Python {python}, in {folder}. Scegli una foto nel pannello per iniziare.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The set-up was cancelled</source>
        <translation>L'installazione è stata annullata</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Nothing of it was left on the disk.</source>
        <translation>Non ne è rimasto nulla sul disco.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Not now</source>
        <translation>N&amp;on ora</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Close</source>
        <translation>&amp;Chiudi</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>EXIF position: {distance} from the best point; found after searching {area}.</source>
        <translation>Posizione EXIF: a {distance} dal punto migliore; trovata dopo aver cercato in {area}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>less than 1 km</source>
        <translation>meno di 1 km</translation>
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
        <translation>Impossibile conservare il risultato di {name} nella cronologia ({reason}); libera spazio su disco, o disattiva la cronologia.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The result of {name} can't be kept in the history ({reason}); check the data folder in the options, or switch the history off.</source>
        <translation>Il risultato di {name} non può essere tenuto nella cronologia ({reason}); controlla la cartella dei dati nelle opzioni o disattiva la cronologia.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>This result is no longer whole in the history; geolocate the photo again.</source>
        <translation>Questo risultato non è più integro nella cronologia; geolocalizza di nuovo la foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The history can't be read ({reason}); check the data folder in the options.</source>
        <translation>Impossibile leggere la cronologia ({reason}); controlla la cartella dei dati nelle opzioni.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>A result can't be deleted from the history ({reason}); close what uses it.</source>
        <translation>Impossibile eliminare un risultato dalla cronologia ({reason}); chiudi ciò che lo usa.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Another QGIS window is setting up or removing the backend: wait until it has finished.</source>
        <translation>Un'altra finestra di QGIS sta installando o rimuovendo il backend: attendi che finisca.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The data folder {folder} can't be written to: check its permissions or choose another one.</source>
        <translation>Impossibile scrivere nella cartella dei dati {folder}: controlla i permessi o scegline un'altra.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The backend is being set up already: wait until it has finished.</source>
        <translation>Il backend è già in fase di installazione: attendi che finisca.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Preparing …</source>
        <translation>Preparazione …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The folder of wheels {folder} does not exist: choose another one.</source>
        <translation>La cartella di wheel {folder} non esiste: scegline un'altra.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Making the environment with Python {version} …</source>
        <translation>Creazione dell'ambiente con Python {version} …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Fetching packages …</source>
        <translation>Recupero dei pacchetti …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out …</source>
        <translation>Prova …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out: the backend loads its bundle …</source>
        <translation>Prova: il backend carica il suo pacchetto di modelli …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{program} can't be started ({reason}): choose another Python.</source>
        <translation>Impossibile avviare {program} ({reason}): scegli un altro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The set-up needs {needed} MB and the disk has {free} MB left: free some, or choose another data folder.</source>
        <translation>L'installazione richiede {needed} MB e sul disco ne restano {free}: libera spazio o scegli un'altra cartella dei dati.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The disk is full: free some space, or choose another data folder, and try again.</source>
        <translation>Il disco è pieno: libera spazio, o scegli un'altra cartella dei dati, e riprova.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{folder} can't be written ({reason}): close other QGIS windows that use it, or choose another data folder.</source>
        <translation>Impossibile scrivere {folder} ({reason}): chiudi le altre finestre di QGIS che la usano, o scegli un'altra cartella dei dati.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The GPU does not run, the CPU is used: {reason}</source>
        <translation>La GPU non funziona, si usa la CPU: {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>ONNX Runtime gave no reason.</source>
        <translation>ONNX Runtime non ha dato un motivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>A Python {version} manca il suo modulo venv: installa il pacchetto python3-venv (sudo apt install python3-venv) e riprova, o scegli un altro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} at {path} lacks its modules venv or ensurepip: install it completely, or choose another Python.</source>
        <translation>A Python {version} in {path} mancano i suoi moduli venv o ensurepip: installalo completamente, o scegli un altro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>The Python at {path} is a 32-bit one: install a 64-bit Python 3.10 or newer.</source>
        <translation>Il Python in {path} è a 32 bit: installa un Python a 64 bit, 3.10 o successivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>{path} does not run as a Python: choose another Python, 3.10 or newer.</source>
        <translation>{path} non funziona come Python: scegli un altro Python, 3.10 o successivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>No Python 3.10 or newer was found on this computer: install one (for instance from python.org) and try again, or choose where it is.</source>
        <translation>Nessun Python 3.10 o successivo trovato su questo computer: installane uno (per esempio da python.org) e riprova, o indica dove si trova.</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the map's extent</source>
        <translation>l'estensione della mappa</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the selection of {name}</source>
        <translation>la selezione di {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <location filename="../../plugin/processing/waiting.py"/>
        <source>QGIS's temporary folder can't be written to ({reason}); free some disk space.</source>
        <translation>Impossibile scrivere nella cartella temporanea di QGIS ({reason}); libera spazio su disco.</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} to {high} per km²)</source>
        <translation>{name} (da {low} a {high} per km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} and more per km²)</source>
        <translation>{name} ({low} e oltre per km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{km} km cap</source>
        <translation>Calotta di {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall</source>
        <translation>richiamo {percent} %</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall by curve</source>
        <translation>richiamo {percent} % secondo la curva</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % of the probability</source>
        <translation>{percent} % della probabilità</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation</source>
        <translation>Geolocalizzazione</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation (softmax, location match, gallery)</source>
        <translation>Geolocalizzazione (softmax, confronto di luoghi, galleria)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Population density</source>
        <translation>Densità di popolazione</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Lowest population density</source>
        <translation>Densità di popolazione minima</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Low population density</source>
        <translation>Densità di popolazione bassa</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>High population density</source>
        <translation>Densità di popolazione alta</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Highest population density</source>
        <translation>Densità di popolazione massima</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Land cover</source>
        <translation>Copertura del suolo</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Cropland</source>
        <translation>Terreni coltivati</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Broad-leaved trees</source>
        <translation>Latifoglie</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Other trees</source>
        <translation>Altri alberi</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Shrubs, grass and sparse plants</source>
        <translation>Arbusti, erba e vegetazione rada</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Flooded vegetation</source>
        <translation>Vegetazione allagata</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Urban areas</source>
        <translation>Aree urbane</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Bare ground, water and snow</source>
        <translation>Suolo nudo, acqua e neve</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The search area can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>Impossibile salvare l'area di ricerca in {name} ({reason}); scegli un'altra cartella.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/save.py"/>
        <source>Search area: {label}</source>
        <translation>Area di ricerca: {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The style can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>Impossibile salvare lo stile in {name} ({reason}); scegli un'altra cartella.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/result_shelf.py"/>
        <source>{name} can't be read ({reason}); geolocate the photo again.</source>
        <translation>Impossibile leggere {name} ({reason}); geolocalizza di nuovo la foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The backend's answer holds a region that can't be read; update the plugin and its backend together.</source>
        <translation>La risposta del backend contiene una regione illeggibile; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is being written by another program; close it there or choose another name.</source>
        <translation>Un altro programma sta scrivendo {name}; chiudilo lì o scegli un altro nome.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is not a GeoPackage; choose another name.</source>
        <translation>{name} non è un GeoPackage; scegli un altro nome.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/writing.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another folder.</source>
        <translation>Impossibile scrivere {name} ({reason}); libera spazio su disco o scegli un'altra cartella.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/group.py"/>
        <source>Probability per km²</source>
        <translation>Probabilità per km²</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>Probability density</source>
        <translation>Densità di probabilità</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>less</source>
        <translation>meno</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>1 % per {area}</source>
        <translation>1 % ogni {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Area</source>
        <translation>Area</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{member}: cells</source>
        <translation>{member}: celle</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{low} to {high}</source>
        <translation>da {low} a {high}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>S2 cell</source>
        <translation>Cella S2</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>Rank</source>
        <translation>Rango</translation>
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
        <translation>Punto migliore</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/points.py"/>
        <source>EXIF position (comparison only)</source>
        <translation>Posizione EXIF (solo per confronto)</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>One map of photos of one place: {names}</source>
        <translation>Una sola mappa di foto dello stesso luogo: {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Members switched off: {names}</source>
        <translation>Membri disattivati: {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Prior {name} with weight {weight}</source>
        <translation>A priori {name} con peso {weight}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Searched only in {label}</source>
        <translation>Ricerca solo in {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Left out: {label}</source>
        <translation>Escluso: {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Computed on this machine.</source>
        <translation>Calcolato su questo computer.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>The photo was sent to {host} and computed there.</source>
        <translation>La foto è stata inviata a {host} e calcolata lì.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>A probability, not a proof: a lead for an analyst. Do not use it to find or follow a person.</source>
        <translation>Una probabilità, non una prova: una pista per un analista. Non usarla per trovare o seguire una persona.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Estimated from the photo's content by Photo Geolocator: a probability, not a proof. The position in the photo's EXIF, if any, was not used.</source>
        <translation>Stimato dal contenuto della foto da Photo Geolocator: una probabilità, non una prova. L'eventuale posizione negli EXIF della foto non è stata usata.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>See the card of the bundle {name}.</source>
        <translation>Vedi la scheda del pacchetto di modelli {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{member} (exponent {exponent})</source>
        <translation>{member} (esponente {exponent})</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>none</source>
        <translation>nessuno</translation>
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
        <translation>Pacchetto di modelli {name} {version}, manifesto SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Bundle file {name}, SHA-256 {sha256}</source>
        <translation>File {name} del pacchetto, SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Members: {members}</source>
        <translation>Membri: {members}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Calibration: {calibration}</source>
        <translation>Calibrazione: {calibration}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Plugin {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} on {provider}</source>
        <translation>Plugin {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} su {provider}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Layer made {time}</source>
        <translation>Layer creato {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence not known. {note}</source>
        <translation>Confidenza non nota. {note}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence {confidence} within {radius} km</source>
        <translation>Confidenza {confidence} entro {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>unsure</source>
        <translation>incerto</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>Save {name}</source>
        <translation>Salva {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>The result of {name} is gone from the temporary folder; geolocate the photo again.</source>
        <translation>Il risultato di {name} non è più nella cartella temporanea; geolocalizza di nuovo la foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>{name} was made by another program meanwhile; save again.</source>
        <translation>Nel frattempo un altro programma ha creato {name}; salva di nuovo.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/search_areas.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas</source>
        <translation>Aree di ricerca</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>The style {name} can't be read ({reason}); reinstall the plugin.</source>
        <translation>Impossibile leggere lo stile {name} ({reason}); reinstalla il plugin.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>{name} can't be shown as a layer; geolocate the photo again.</source>
        <translation>Impossibile mostrare {name} come layer; geolocalizza di nuovo la foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/zoom.py"/>
        <source>The project's CRS can't show that place; choose a CRS for the whole world to see it.</source>
        <translation>Il SR del progetto non può mostrare quel luogo; scegli un SR per tutto il mondo per vederlo.</translation>
    </message>
    <message>
        <location filename="../../plugin/live_area.py"/>
        <source>The backend's answer is not readable GeoJSON; update the plugin and its backend together.</source>
        <translation>La risposta del backend non è un GeoJSON leggibile; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a Python, or leave it empty.</source>
        <translation>Indica il percorso completo di un Python, o lascia vuoto.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>This is a folder: choose the program in it, such as bin/python.</source>
        <translation>Questa è una cartella: scegli il programma al suo interno, per esempio bin/python.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There is no such file.</source>
        <translation>Questo file non esiste.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a folder, or leave it empty.</source>
        <translation>Indica il percorso completo di una cartella, o lascia vuoto.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There can't be a folder of this name: choose another one.</source>
        <translation>Non può esserci una cartella con questo nome: scegline un'altra.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>{name} is a file: choose a folder.</source>
        <translation>{name} è un file: scegli una cartella.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Nothing can be written there: choose another folder.</source>
        <translation>Non vi si può scrivere nulla: scegli un'altra cartella.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <source>The folder {name} holds no photos.</source>
        <translation>La cartella {name} non contiene foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); it was left out.</source>
        <translation>Impossibile leggere la cartella {name} ({reason}); è stata tralasciata.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Installing {count} packages …</source>
        <translation>Installazione di {count} pacchetti …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Looking for {package} …</source>
        <translation>Ricerca di {package} …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package} ({number} packages so far)</source>
        <translation>Recupero di {package} ({number} pacchetti finora)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package}, {size:.1f} MB ({number} packages so far)</source>
        <translation>Recupero di {package}, {size:.1f} MB ({number} pacchetti finora)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>a package</source>
        <translation>un pacchetto</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels lacks {package} for Python {python} on this system: put its wheel there, or install from the package index.</source>
        <translation>Nella cartella di wheel manca {package} per Python {python} su questo sistema: mettici il suo wheel, o installa dall'indice dei pacchetti.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>There is no built package of {package} for Python {python} on this system: choose another Python.</source>
        <translation>Non esiste un pacchetto compilato di {package} per Python {python} su questo sistema: scegli un altro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels holds a damaged file, {file}: put it there again.</source>
        <translation>La cartella di wheel contiene un file danneggiato, {file}: rimettilo lì.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>it said nothing</source>
        <translation>non ha detto nulla</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The environment could not be made ({reason}): try again, or copy the diagnostics and report it.</source>
        <translation>Impossibile creare l'ambiente ({reason}): riprova, o copia la diagnostica e segnalalo.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>This Python lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>A questo Python manca il suo modulo venv: installa il pacchetto python3-venv (sudo apt install python3-venv) e riprova, o scegli un altro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>pip can't use a SOCKS proxy: enter an HTTP proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>pip non può usare un proxy SOCKS: indica un proxy HTTP nelle opzioni di rete di QGIS, o usa una cartella di wheel.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The proxy refused: check its address, user and password in QGIS's network options and try again.</source>
        <translation>Il proxy ha rifiutato: controlla indirizzo, utente e password nelle opzioni di rete di QGIS e riprova.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index's certificate is not trusted: a proxy may be reading along; ask its administrator for the certificate, or use a folder of wheels.</source>
        <translation>Il certificato dell'indice dei pacchetti non è attendibile: un proxy potrebbe leggere; chiedi il certificato al suo amministratore, o usa una cartella di wheel.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package arrived damaged: try again.</source>
        <translation>Un pacchetto è arrivato danneggiato: riprova.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package is not the one that was tested with this version: it arrived damaged, or the package index offers another. Try again; if that does not help, use another package index or a folder of wheels.</source>
        <translation>Un pacchetto non è quello provato con questa versione: è arrivato danneggiato, o l'indice dei pacchetti ne offre un altro. Riprova; se non aiuta, usa un altro indice dei pacchetti o una cartella di wheel.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The data folder can't be written to: check its permissions or choose another one.</source>
        <translation>Impossibile scrivere nella cartella dei dati: controlla i permessi o scegline un'altra.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index can't be reached: check the connection and the proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>L'indice dei pacchetti non è raggiungibile: controlla la connessione e il proxy nelle opzioni di rete di QGIS, o usa una cartella di wheel.</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Find out where a photo was taken</source>
        <translation>Scopri dove è stata scattata una foto</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Fusing {count} photos …</source>
        <translation>Fusione di {count} foto …</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>{name} is in the queue; open its earlier result once it is done.</source>
        <translation>{name} è in coda; apri il suo risultato precedente quando è finita.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/algorithm.py"/>
        <source>The result is a lead for an analyst, never proof. A photo's EXIF position is only compared with the result.</source>
        <translation>Il risultato è una pista per un analista, mai una prova. La posizione EXIF di una foto viene solo confrontata con il risultato.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Backend status</source>
        <translation>Stato del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend, verifies its bundle and tells what runs.</source>
        <translation>Avvia il backend, verifica il suo pacchetto di modelli e dice cosa funziona.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>backend,bundle,version,gpu,cuda,cpu,check,diagnostics</source>
        <translation>backend,pacchetto,versione,gpu,cuda,cpu,controllo,diagnostica</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend as a photo would, which verifies every file of the bundle against its checksum, and tells what really runs: CPU or GPU, and why.</source>
        <translation>Avvia il backend come farebbe una foto, il che verifica ogni file del pacchetto di modelli con la sua somma di controllo, e dice cosa funziona davvero: CPU o GPU, e perché.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Report</source>
        <translation>Rapporto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>the same as a page of HTML.</source>
        <translation>lo stesso come pagina HTML.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>HTML files (*.html)</source>
        <translation>File HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the backend</source>
        <translation>Versione del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>What it runs on</source>
        <translation>Su cosa funziona</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Why it does not run on something faster</source>
        <translation>Perché non funziona su qualcosa di più veloce</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the bundle</source>
        <translation>Versione del pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>SHA-256 of the bundle's manifest</source>
        <translation>SHA-256 del manifesto del pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Networks</source>
        <translation>Reti</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photos behind the calibration</source>
        <translation>Foto alla base della calibrazione</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle verified</source>
        <translation>Pacchetto di modelli verificato</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Every file of the bundle verified</source>
        <translation>Ogni file del pacchetto di modelli verificato</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>yes</source>
        <translation>sì</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Runs on</source>
        <translation>Funziona su</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Network</source>
        <translation>Rete</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of {name}</source>
        <translation>Versione di {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photo Geolocator: backend status</source>
        <translation>Photo Geolocator: stato del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the folder</source>
        <translation>la cartella</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>whether subfolders are read</source>
        <translation>se le sottocartelle vengono lette</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the area budgets</source>
        <translation>i budget di area</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the recalls</source>
        <translation>i richiami</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the regions for each search area</source>
        <translation>le regioni per area di ricerca</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle</source>
        <translation>il pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's version</source>
        <translation>la versione del pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's content</source>
        <translation>il contenuto del pacchetto di modelli</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the backend's version</source>
        <translation>la versione del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and was not made by this algorithm; choose another file.</source>
        <translation>{name} esiste e non è stato creato da questo algoritmo; scegli un altro file.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} was begun with other settings: {settings}; use the same ones to go on, or another file to begin anew.</source>
        <translation>{name} è stato iniziato con altre impostazioni: {settings}; usa le stesse per continuare, o un altro file per ricominciare.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>The backend's search areas can't be read ({reason}); update the plugin and its backend.</source>
        <translation>Impossibile leggere le aree di ricerca del backend ({reason}); aggiorna il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Best point of each photo</source>
        <translation>Punto migliore di ogni foto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Search areas by area budget</source>
        <translation>Aree di ricerca per budget di area</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another file.</source>
        <translation>Impossibile scrivere {name} ({reason}); libera spazio su disco o scegli un altro file.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and can't be used as a GeoPackage ({reason}); choose another file.</source>
        <translation>{name} esiste e non è utilizzabile come GeoPackage ({reason}); scegli un altro file.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>The backend stopped; it is started again.</source>
        <translation>Il backend si è fermato; viene riavviato.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>{done} of {total} photos, {time} left: {name}</source>
        <translation>{done} di {total} foto, {time} rimanenti: {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Geolocate folder of photos</source>
        <translation>Geolocalizza cartella di foto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken; can be stopped and continued.</source>
        <translation>Stima dove è stata scattata ogni foto di una cartella; può essere fermato e ripreso.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>photos,images,batch,directory,geolocation,where,search area,resume,osint</source>
        <translation>foto,immagini,serie,cartella,geolocalizzazione,dove,area di ricerca,riprendere,osint</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken. It can be stopped at any moment, even by a power cut: run it again with the same output, and it goes on with the photos that are missing or changed. A photo that can't be read becomes a row that says why, and is tried again next time.</source>
        <translation>Stima dove è stata scattata ogni foto di una cartella. Può essere fermato in ogni momento, anche da un'interruzione di corrente: eseguilo di nuovo con lo stesso risultato, e continua con le foto mancanti o cambiate. Una foto illeggibile diventa una riga che dice perché, e viene ritentata la volta dopo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Folder of photos</source>
        <translation>Cartella di foto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>hidden files, linked folders and heatmaps of an earlier run are left out.</source>
        <translation>i file nascosti, le cartelle collegate e le mappe di calore di un'esecuzione precedente vengono tralasciati.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Subfolders too</source>
        <translation>Anche le sottocartelle</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>reads the folders inside as well.</source>
        <translation>legge anche le cartelle al suo interno.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area</source>
        <translation>Regioni per area di ricerca</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>the likeliest ones are kept. A photo can have thousands, mostly tiny: all of them (0) take about 2 MB a photo, 20 about 0.5 MB.</source>
        <translation>vengono tenute le più probabili. Una foto può averne migliaia, per lo più minuscole: tutte (0) occupano circa 2 MB per foto, 20 circa 0,5 MB.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos and regions</source>
        <translation>Foto e regioni</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoPackage. Its layer photos has a point for each photo: path in the folder, place, confidence, the camera's date, the EXIF position and, where there is one, how far off the point is and how much area had to be searched. Its layer regions has the search areas.</source>
        <translation>un GeoPackage. Il suo layer photos ha un punto per foto: percorso nella cartella, luogo, confidenza, data della fotocamera, posizione EXIF e, se c'è, di quanto il punto è distante e in quanta area si è dovuto cercare. Il suo layer regions ha le aree di ricerca.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Heatmap folder</source>
        <translation>Cartella delle mappe di calore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoTIFF for each photo, such as photo.jpg.tif; about 5 MB each.</source>
        <translation>un GeoTIFF per foto, per esempio foto.jpg.tif; circa 5 MB ciascuno.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area (0: all)</source>
        <translation>Regioni per area di ricerca (0: tutte)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions</source>
        <translation>Regioni</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos done</source>
        <translation>Foto completate</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos failed</source>
        <translation>Foto non riuscite</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The folder {name} has no photos; choose another one.</source>
        <translation>La cartella {name} non ha foto; scegline un'altra.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The output holds two layers: give a GeoPackage, a file that ends in .gpkg.</source>
        <translation>Il risultato contiene due layer: indica un GeoPackage, un file che termina in .gpkg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>{count} photos of the output are not in the folder any more; their rows stay.</source>
        <translation>{count} foto del risultato non sono più nella cartella; le loro righe restano.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Geolocate photo</source>
        <translation>Geolocalizza foto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken: a heatmap and ranked search areas.</source>
        <translation>Stima dove è stata scattata una foto: una mappa di calore e aree di ricerca ordinate.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>photo,image,geolocation,where,heatmap,probability,search area,recall,osint</source>
        <translation>foto,immagine,geolocalizzazione,dove,mappa di calore,probabilità,area di ricerca,richiamo,osint</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken, from its content alone.</source>
        <translation>Stima dove è stata scattata una foto, dal suo solo contenuto.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a JPEG, PNG, WebP or TIFF file.</source>
        <translation>un file JPEG, PNG, WebP o TIFF.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Heatmap</source>
        <translation>Mappa di calore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a GeoTIFF in EPSG:4326 with the probability per km² in every pixel.</source>
        <translation>un GeoTIFF in EPSG:4326 con la probabilità per km² in ogni pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the densest ground for each budget and recall: a polygon a region, ranked, with its place.</source>
        <translation>il terreno più denso per ogni budget e richiamo: un poligono per regione, ordinato, con il suo luogo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the single likeliest position, with confidence and bundle.</source>
        <translation>la posizione più probabile, con confidenza e pacchetto di modelli.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Result file</source>
        <translation>File del risultato</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>everything as JSON, with the versions and checksums of what made it.</source>
        <translation>tutto come JSON, con versioni e somme di controllo di ciò che lo ha prodotto.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>JSON files (*.json)</source>
        <translation>File JSON (*.json)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Latitude of the best point</source>
        <translation>Latitudine del punto migliore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Longitude of the best point</source>
        <translation>Longitudine del punto migliore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Place of the best point</source>
        <translation>Luogo del punto migliore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Confidence</source>
        <translation>Confidenza</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Note on the confidence</source>
        <translation>Nota sulla confidenza</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>What it ran on</source>
        <translation>Su cosa ha funzionato</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The heatmap is a GeoTIFF: give a file that ends in .tif.</source>
        <translation>La mappa di calore è un GeoTIFF: indica un file che termina in .tif.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{name} can't hold both layers: give search areas and best point a file each.</source>
        <translation>{name} non può contenere entrambi i layer: indica un file per le aree di ricerca e uno per il punto migliore.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The backend's search areas can't be read; update the plugin and its backend.</source>
        <translation>Impossibile leggere le aree di ricerca del backend; aggiorna il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{photo}: {place} ({lat:.3f}, {lon:.3f})</source>
        <translation>{photo}: {place} ({lat:.3f}, {lon:.3f})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>no place name</source>
        <translation>nessun nome di luogo</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>A feature can't be written ({reason}); choose another place.</source>
        <translation>Impossibile scrivere un elemento ({reason}); scegli un altro posto.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>{name} can't be written whole; free some disk space or choose another place.</source>
        <translation>Impossibile scrivere {name} per intero; libera spazio su disco o scegli un altro posto.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); choose another folder.</source>
        <translation>Impossibile leggere la cartella {name} ({reason}); scegline un'altra.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>{name} can't be read ({reason}); check its permissions.</source>
        <translation>Impossibile leggere {name} ({reason}); controlla i permessi.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} has no pixels to read; choose a raster file, or save the layer as one.</source>
        <translation>{name} non ha pixel leggibili; scegli un file raster, o salva il layer come tale.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has no CRS; set the layer's CRS first.</source>
        <translation>{name} non ha un SR; imposta prima il SR del layer.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} counts its nodata value as a value; tick “No data value” in the layer's properties, or save the layer as a file without one.</source>
        <translation>{name} conta il suo valore nodata come un valore; spunta «Valore nodata» nelle proprietà del layer, o salva il layer come file che non ne ha.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} is larger than 1 GB; save it coarser, or clip it.</source>
        <translation>{name} supera 1 GB; salvalo più grossolano, o ritaglialo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} can't be written as a GeoTIFF; save the layer as one and choose that.</source>
        <translation>Impossibile scrivere {name} come GeoTIFF; salva il layer così e scegli quel file.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area of predictions</source>
        <translation>Richiamo rispetto all'area di predizioni (Recall vs Area)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Which share of photos is found when an area is searched: table, curve and intervals.</source>
        <translation>Quale quota di foto si trova cercando in un'area: tabella, curva e intervalli.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>recall,area,evaluation,accuracy,curve,truth,bootstrap,validation</source>
        <translation>richiamo,recall,area,valutazione,accuratezza,curva,verità,bootstrap,validazione</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Tells how good predictions are where the true places are known: for each area budget, the share of photos whose true place lies in the densest ground of that size, with a 95 % interval.</source>
        <translation>Dice quanto sono buone le predizioni dove i luoghi veri sono noti: per ogni budget di area, la quota di foto il cui luogo vero è nel terreno più denso di quella dimensione, con un intervallo al 95 %.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos or true places</source>
        <translation>Foto o luoghi veri</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the layer photos of “Geolocate folder of photos”, any layer with such areas, or true places.</source>
        <translation>il layer photos di «Geolocalizza cartella di foto», qualsiasi layer con tali aree, o luoghi veri.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth</source>
        <translation>Campo dell'area fino al luogo vero</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the area in km² that had to be searched until the true place was found.</source>
        <translation>l'area in km² in cui si è dovuto cercare finché si è trovato il luogo vero.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the heatmap</source>
        <translation>Campo della mappa di calore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>instead of such areas: the file name of each true place's heatmap; the areas are then measured. The layer must have points.</source>
        <translation>al posto di tali aree: il nome del file della mappa di calore di ogni luogo vero; le aree vengono allora misurate. Il layer deve avere punti.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>where these files are; not needed for whole paths.</source>
        <translation>dove stanno questi file; non serve con percorsi completi.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Values of the heatmaps</source>
        <translation>Valori delle mappe di calore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>probability per area, or probability in each pixel.</source>
        <translation>probabilità per area, o probabilità in ogni pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets</source>
        <translation>Budget di area</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>further areas in km² for the table, such as “5000 100000”.</source>
        <translation>altre aree in km² per la tabella, come «5000 100000».</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Table</source>
        <translation>Tabella</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>a row an area budget: recall, interval, photos; the caps of 25 to 2500 km are named.</source>
        <translation>una riga per budget di area: richiamo, intervallo, foto; le calotte da 25 a 2500 km hanno un nome.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Plot</source>
        <translation>Grafico</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the curve, as SVG or PNG.</source>
        <translation>la curva, come SVG o PNG.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>table and curve as a page of HTML.</source>
        <translation>tabella e curva come pagina HTML.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Rows without an area or a heatmap are left out, and counted.</source>
        <translation>Le righe senza area o mappa di calore vengono tralasciate, e contate.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth (km²)</source>
        <translation>Campo dell'area fino al luogo vero (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability per area</source>
        <translation>Probabilità per area</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability in each pixel</source>
        <translation>Probabilità in ogni pixel</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>SVG files (*.svg);;PNG files (*.png)</source>
        <translation>File SVG (*.svg);;File PNG (*.png)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos counted</source>
        <translation>Foto contate</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos left out</source>
        <translation>Foto tralasciate</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area in km²</source>
        <translation>Media di log10 dell'area in km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall at a cap of {km} km</source>
        <translation>Richiamo con una calotta di {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The plot must be a file that ends in .svg or .png.</source>
        <translation>Il grafico deve essere un file che termina in .svg o .png.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have no area to the truth and are left out.</source>
        <translation>{count} righe non hanno un'area fino al luogo vero e vengono tralasciate.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have an area larger than the Earth and are left out; areas must be in km².</source>
        <translation>{count} righe hanno un'area più grande della Terra e vengono tralasciate; le aree devono essere in km².</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>No row has an area to the truth; choose another field, or photos with an EXIF position.</source>
        <translation>Nessuna riga ha un'area fino al luogo vero; scegli un altro campo, o foto con una posizione EXIF.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{cap}: {recall} (95 %: {low} to {high})</source>
        <translation>{cap}: {recall} (95 %: da {low} a {high})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The layer has no field “{name}”; choose the field of the area to the truth, or of the heatmap.</source>
        <translation>Il layer non ha il campo «{name}»; scegli il campo dell'area fino al luogo vero, o quello della mappa di calore.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>There is no heatmap {name}.</source>
        <translation>Non c'è una mappa di calore {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area: {name}, {count} photos</source>
        <translation>Richiamo rispetto all'area: {name}, {count} foto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The field “{name}” holds “{value}”: add the table as delimited text and say there that the comma is for decimals, or write numbers with a point.</source>
        <translation>Il campo «{name}» contiene «{value}»: aggiungi la tabella come testo delimitato e indica lì che la virgola è decimale, oppure scrivi i numeri con il punto.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The true places must be points; choose a layer of points.</source>
        <translation>I luoghi veri devono essere punti; scegli un layer di punti.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>km²</source>
        <translation>km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>95 % interval</source>
        <translation>Intervallo al 95 %</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area: {value:.3f} (95 %: {low:.3f} to {high:.3f}), that is {area} km².</source>
        <translation>Media di log10 dell'area: {value:.3f} (95 %: da {low:.3f} a {high:.3f}), cioè {area} km².</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>The plot can't be drawn as a PNG; choose a file that ends in .svg.</source>
        <translation>Impossibile disegnare il grafico come PNG; scegli un file che termina in .svg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{name} can't be drawn; choose a file that ends in .svg or .png.</source>
        <translation>Impossibile disegnare {name}; scegli un file che termina in .svg o .png.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Area searched, densest first (km²)</source>
        <translation>Area cercata, prima la più densa (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Photos found</source>
        <translation>Foto trovate</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{radius} km: {percent}</source>
        <translation>{radius} km: {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas from heatmap</source>
        <translation>Aree di ricerca da mappa di calore</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Outlines the densest ground of a raster that fits an area or holds a probability.</source>
        <translation>Delimita il terreno più denso di un raster che sta in un'area o contiene una probabilità.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>raster,density,probability,highest density region,area budget,recall,polygons</source>
        <translation>raster,densità,probabilità,regione di massima densità,budget di area,richiamo,poligoni</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finds the densest ground of a raster: as much as fits an area budget, or as little as holds a probability. The regions are ranked by their probability and named after the place they lie in.</source>
        <translation>Trova il terreno più denso di un raster: tanto quanto sta in un budget di area, o tanto poco quanto contiene una probabilità. Le regioni sono ordinate per probabilità e prendono il nome dal luogo in cui si trovano.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>any raster layer; nodata and values below 0 count as 0.</source>
        <translation>qualsiasi layer raster; nodata e valori sotto 0 contano come 0.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>the band with the values.</source>
        <translation>la banda con i valori.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Values</source>
        <translation>Valori</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>probability per area (the same for pixels of any size), or probability in each pixel.</source>
        <translation>probabilità per area (la stessa per pixel di ogni dimensione), o probabilità in ogni pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>areas in km², separated by spaces or semicolons, such as “5000 100000”.</source>
        <translation>aree in km², separate da spazi o punti e virgola, come «5000 100000».</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities</source>
        <translation>Probabilità</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>shares of the raster's whole probability, such as “0.5 0.8”. They promise no recall.</source>
        <translation>quote della probabilità totale del raster, come «0.5 0.8». Non garantiscono alcun richiamo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>a polygon a region with rank, place, country, area_km2, probability and density.</source>
        <translation>un poligono per regione con rank, place, country, area_km2, probability e density.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities (between 0 and 1)</source>
        <translation>Probabilità (tra 0 e 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Number of regions</source>
        <translation>Numero di regioni</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Reading the raster …</source>
        <translation>Lettura del raster …</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>There is nothing to find: give an area budget in km² or a probability.</source>
        <translation>Non c'è nulla da trovare: indica un budget di area in km² o una probabilità.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>The backend's answer has no regions; update the plugin and its backend together.</source>
        <translation>La risposta del backend non ha regioni; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>There are {count} area budgets and recalls: give at most {most}.</source>
        <translation>Ci sono {count} budget di area e richiami: indicane al massimo {most}.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets (km²)</source>
        <translation>Budget di area (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls (between 0 and 1)</source>
        <translation>Richiami (tra 0 e 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>areas in km² to search, separated by spaces or semicolons, such as “5000 100000”. Without any, and without a recall, the areas of circles of 25, 200, 750 and 2500 km are used.</source>
        <translation>aree in km² in cui cercare, separate da spazi o punti e virgola, come «5000 100000». Senza, e senza un richiamo, si usano le aree di cerchi di 25, 200, 750 e 2500 km.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls</source>
        <translation>Richiami</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>wanted chances that the area holds the true place, such as “0.5 0.8”. A bundle that was not calibrated promises none.</source>
        <translation>probabilità volute che l'area contenga il luogo vero, come «0.5 0.8». Un pacchetto di modelli non calibrato non ne garantisce alcuna.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no area budget: give square kilometres from {smallest:g} to 510 million, the whole Earth, with a point for decimals and a space between budgets.</source>
        <translation>«{text}» non è un budget di area: indica chilometri quadrati da {smallest:g} a 510 milioni, tutta la Terra, con il punto decimale e uno spazio tra i budget.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no recall: give numbers above 0 and below 1, with a point for decimals and a space between recalls.</source>
        <translation>«{text}» non è un richiamo: indica numeri sopra 0 e sotto 1, con il punto decimale e uno spazio tra i richiami.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos stay on this machine.</source>
        <translation>Le foto restano su questo computer.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>No photo is sent: the remote backend's address in the options is none.</source>
        <translation>Nessuna foto viene inviata: l'indirizzo del backend remoto nelle opzioni non è valido.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos are sent to {host}.</source>
        <translation>Le foto vengono inviate a {host}.</translation>
    </message>
    <message>
        <location filename="../../plugin/removal.py"/>
        <source>Photo Geolocator: removing files</source>
        <translation>Photo Geolocator: rimozione di file</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>{name} must end in .pdf or .png; choose another name.</source>
        <translation>{name} deve terminare in .pdf o .png; scegli un altro nome.</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Where was {name} taken?</source>
        <translation>Dove è stata scattata {name}?</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>the temporary folder is full</source>
        <translation>la cartella temporanea è piena</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>World</source>
        <translation>Mondo</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator report</source>
        <translation>Rapporto di Photo Geolocator</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator · report of {time}</source>
        <translation>Photo Geolocator · rapporto del {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>The photo can't be shown.</source>
        <translation>Impossibile mostrare la foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Unsure: {text}</source>
        <translation>Incerto: {text}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Best point: {position}</source>
        <translation>Punto migliore: {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Taken at {time}, says the photo's EXIF</source>
        <translation>Scattata il {time}, secondo gli EXIF della foto</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>EXIF position, for comparison only: {position}</source>
        <translation>Posizione EXIF, solo per confronto: {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>It is {distance} km from the best point; {area} must be searched to reach it</source>
        <translation>Dista {distance} km dal punto migliore; per raggiungerla bisogna cercare in {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Search area {label}: {area} in {count} regions, probability {probability}</source>
        <translation>Area di ricerca {label}: {area} in {count} regioni, probabilità {probability}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>How often such areas hold the truth is not known.</source>
        <translation>Non è noto quanto spesso tali aree contengano il luogo vero.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Areas of this size held the truth of {share} of the bundle's validation photos.</source>
        <translation>Le aree di questa dimensione contenevano il luogo vero di {share} delle foto di validazione del pacchetto di modelli.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo SHA-256 {sha256}</source>
        <translation>SHA-256 della foto {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Estimated from the photo's content alone; no predictor saw its EXIF position.</source>
        <translation>Stimato dal solo contenuto della foto; nessun predittore ha visto la sua posizione EXIF.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>Nothing is selected in {name}; select the polygons first.</source>
        <translation>Nulla è selezionato in {name}; seleziona prima i poligoni.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>A polygon of {name} lies where its CRS has no place on the Earth; correct or remove it.</source>
        <translation>Un poligono di {name} sta dove il suo SR non ha alcun luogo sulla Terra; correggilo o rimuovilo.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has more than 2 million vertices; select fewer polygons or simplify them.</source>
        <translation>{name} ha più di 2 milioni di vertici; seleziona meno poligoni o semplificali.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} holds no polygon; choose another layer.</source>
        <translation>{name} non contiene poligoni; scegli un altro layer.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>The map shows more than its CRS can tell places of; zoom in first.</source>
        <translation>La mappa mostra più di quanto il suo SR possa collocare; ingrandisci prima.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not readable JSON; update the plugin and its backend together.</source>
        <translation>La risposta del backend non è un JSON leggibile; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not a JSON object; update the plugin and its backend together.</source>
        <translation>La risposta del backend non è un oggetto JSON; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer lacks a usable “{key}”; update the plugin and its backend together.</source>
        <translation>Alla risposta del backend manca un «{key}» utilizzabile; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>Of photos that look as clear as this one, about {percent:.0f} % were taken within {radius:g} km of the best point.</source>
        <translation>Delle foto che sembrano chiare come questa, circa il {percent:.0f} % è stato scattato entro {radius:g} km dal punto migliore.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's result has schema version {version}, this plugin reads {readable}; update the plugin and its backend together.</source>
        <translation>Il risultato del backend ha la versione di schema {version}, questo plugin legge {readable}; aggiorna insieme il plugin e il suo backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/result_shelf.py"/>
        <source>The result of {name} is no longer kept; geolocate the photo again.</source>
        <translation>Il risultato di {name} non è più conservato; geolocalizza di nuovo la foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/uninstaller.py"/>
        <source>{folder} could not be removed: close other programs that use it and try again.</source>
        <translation>Impossibile rimuovere {folder}: chiudi gli altri programmi che la usano e riprova.</translation>
    </message>
    <message>
        <location filename="../../plugin/whole_files.py"/>
        <source>{name} can't be written ({reason}); choose another place.</source>
        <translation>Impossibile scrivere {name} ({reason}); scegli un altro posto.</translation>
    </message>
    <message>
        <location filename="../../plugin/writing.py"/>
        <source>The folder for the results can't be made ({reason}); choose another folder.</source>
        <translation>Impossibile creare la cartella dei risultati ({reason}); scegli un'altra cartella.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'temperature': install it again.</source>
        <translation>La calibrazione del pacchetto di modelli non ha una 'temperature' valida: installalo di nuovo.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'photos': install it again.</source>
        <translation>La calibrazione del pacchetto di modelli non ha 'photos' valide: installalo di nuovo.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle was not calibrated, so it promises no recall: ask for an area in km2.</source>
        <translation>Questo pacchetto di modelli non è stato calibrato, perciò non garantisce alcun richiamo: chiedi un'area in km².</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle has no Recall vs Area curve: ask for the recall by photo.</source>
        <translation>Questo pacchetto di modelli non ha una curva del richiamo rispetto all'area: chiedi il richiamo per foto.</translation>
    </message>
    <message>
        <location filename="../../backend/confidence.py"/>
        <source>The bundle's calibration has no valid 'confidence': install it again.</source>
        <translation>La calibrazione del pacchetto di modelli non ha una 'confidence' valida: installalo di nuovo.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>This is no valid HTTP request.</source>
        <translation>Non è una richiesta HTTP valida.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>The backend has too many connections: try again in a moment.</source>
        <translation>Il backend ha troppe connessioni: riprova tra un momento.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <source>The raster holds no value above 0 on Earth: choose a raster of densities, and the right band.</source>
        <translation>Il raster non ha alcun valore sopra 0 sulla Terra: scegli un raster di densità, e la banda giusta.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <location filename="../../backend/jobs_api.py"/>
        <location filename="../../backend/maps.py"/>
        <source>Give either area_km2 or recall.</source>
        <translation>Indica o area_km2 o recall.</translation>
    </message>
    <message>
        <location filename="../../backend/ensemble.py"/>
        <source>The predictors contradict one another everywhere: no place is left on the map.</source>
        <translation>I predittori si contraddicono ovunque: sulla mappa non resta alcun luogo.</translation>
    </message>
    <message>
        <location filename="../../backend/georeference.py"/>
        <source>The raster lies outside of what its coordinate system can show: check its CRS.</source>
        <translation>Il raster è fuori da ciò che il suo sistema di coordinate può mostrare: controlla il suo SR.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The SHA-256 of a bundle has 64 hexadecimal digits: copy it from whoever published it.</source>
        <translation>Lo SHA-256 di un pacchetto di modelli ha 64 cifre esadecimali: copialo da chi lo ha pubblicato.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The starter bundle comes with the plugin and can't be removed.</source>
        <translation>Il pacchetto di modelli starter fa parte del plugin e non può essere rimosso.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>Another process installs or removes a bundle: wait until it has ended.</source>
        <translation>Un altro processo installa o rimuove un pacchetto di modelli: attendi che finisca.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>Many photos are waiting already: the next one can come in a moment.</source>
        <translation>Molte foto sono già in attesa: la prossima potrà arrivare tra un momento.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo can't be stored: check the disk's free space.</source>
        <translation>La foto non può essere salvata: controlla lo spazio libero sul disco.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend no longer has this photo's result: it was removed, or the backend was restarted; geolocate the photo again.</source>
        <translation>Il backend non ha più il risultato di questa foto: è stato rimosso, o il backend è stato riavviato; geolocalizza di nuovo la foto.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo was cancelled.</source>
        <translation>La foto è stata annullata.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend failed on this photo: see its log.</source>
        <translation>Il backend ha fallito con questa foto: vedi il suo registro.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The bundle's validation photos do not speak for this map, so no recall is promised: a recall is the share of the map's own probability.</source>
        <translation>Le foto di validazione del pacchetto di modelli non valgono per questa mappa, perciò nessun richiamo è garantito: un richiamo è la quota della probabilità della mappa stessa.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>This bundle was not calibrated: a recall is the share of the map's own probability.</source>
        <translation>Questo pacchetto di modelli non è stato calibrato: un richiamo è la quota della probabilità della mappa stessa.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A photo is named twice: name each one once.</source>
        <translation>Una foto è nominata due volte: nomina ciascuna una sola volta.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The Recall vs Area curve does not speak for a map with choices of your own: ask for an area in km2, or for a share of the map's probability.</source>
        <translation>La curva del richiamo rispetto all'area non vale per una mappa con scelte tue: chiedi un'area in km², o una quota della probabilità della mappa.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A prior is named twice: give it one weight.</source>
        <translation>Un a priori è indicato due volte: dagli un solo peso.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>Nothing makes this map: switch on a member of the ensemble, or give a prior some weight.</source>
        <translation>Nulla produce questa mappa: attiva un membro dell'insieme, o da' peso a un a priori.</translation>
    </message>
    <message>
        <location filename="../../backend/maps_api.py"/>
        <source>Give either polygons or countries.</source>
        <translation>Indica o poligoni o paesi.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The cells' map can't be written: check the disk's free space.</source>
        <translation>Impossibile scrivere la mappa delle celle: controlla lo spazio libero sul disco.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The attribute's map can't be written: check the disk's free space.</source>
        <translation>Impossibile scrivere la mappa dell'attributo: controlla lo spazio libero sul disco.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has no position on Earth: assign its CRS and extent first.</source>
        <translation>Il raster non ha una posizione sulla Terra: assegnagli prima SR ed estensione.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has an extent that is not valid: its pixels have no size.</source>
        <translation>Il raster ha un'estensione non valida: i suoi pixel non hanno dimensione.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has a coordinate system that can't be brought to longitudes and latitudes: reproject it.</source>
        <translation>Il raster ha un sistema di coordinate che non si può portare a longitudini e latitudini: riproiettalo.</translation>
    </message>
    <message>
        <location filename="../../backend/rasters.py"/>
        <source>There is no such raster: it was removed, made room for others, or the backend was restarted; send it again.</source>
        <translation>Questo raster non esiste: è stato rimosso, ha lasciato posto ad altri, o il backend è stato riavviato; invialo di nuovo.</translation>
    </message>
    <message>
        <location filename="../../backend/refined.py"/>
        <source>These priors are too detailed to be combined: use fewer of them, or coarser ones.</source>
        <translation>Questi a priori sono troppo dettagliati per essere combinati: usane meno, o di più grossolani.</translation>
    </message>
    <message>
        <location filename="../../backend/result.py"/>
        <source>This bundle was not calibrated.</source>
        <translation>Questo pacchetto di modelli non è stato calibrato.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>This is not one of the backend's names: use the address that it announced.</source>
        <translation>Questo non è uno dei nomi del backend: usa l'indirizzo che ha annunciato.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend answers programs, not web pages.</source>
        <translation>Il backend risponde a programmi, non a pagine web.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The token is missing or not the one of this launch.</source>
        <translation>Il token manca o non è quello di questo avvio.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend failed on this request: see its log.</source>
        <translation>Il backend non è riuscito a eseguire questa richiesta: vedi il suo registro.</translation>
    </message>
    <message>
        <location filename="../../backend/turns.py"/>
        <source>The backend is busy with what others asked for: try again in a moment.</source>
        <translation>Il backend è occupato con le richieste di altri: riprova tra un momento.</translation>
    </message>
    <message>
        <location filename="../../backend/web.py"/>
        <source>The file is not there any more: its photo's result or map was removed.</source>
        <translation>Il file non c'è più: il risultato o la mappa della sua foto è stato rimosso.</translation>
    </message>
</context>
</TS>

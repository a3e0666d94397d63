<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Glossary, French. People are addressed as QGIS's own translation does: vous.

  photo = photo
  geolocate = géolocaliser
  search area = zone de recherche
  area budget = budget de surface
  recall = rappel
  heatmap = carte de chaleur
  density = densité
  bundle = paquet de modèles
  predictor = prédicteur
  ensemble = ensemble
  member = membre
  prior = a priori
  restriction = restriction
  confidence = confiance
  best point = meilleur point
  true place = vrai lieu
  cap = calotte
  layer = couche
  CRS = SCR
-->
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>PhotoGeolocator</name>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was stopped because its set-up changed; start again.</source>
        <translation>Le backend a été arrêté parce que son installation a changé ; relancez.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend could not start.</source>
        <translation>Le backend n'a pas pu démarrer.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend can't be started ({reason}); check its Python environment.</source>
        <translation>Le backend ne peut pas être démarré ({reason}) ; vérifiez son environnement Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>exit code {code}</source>
        <translation>code de sortie {code}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>a crash</source>
        <translation>un plantage</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped unexpectedly ({how}); start again to restart it.</source>
        <translation>Le backend s'est arrêté de façon inattendue ({how}) ; recommencez pour le relancer.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{how}, last words: {words}</source>
        <translation>{how}, derniers mots : {words}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped before it was ready ({how}); check its Python environment.</source>
        <translation>Le backend s'est arrêté avant d'être prêt ({how}) ; vérifiez son environnement Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was not ready after {seconds} s; start again, or reinstall it.</source>
        <translation>Le backend n'était pas prêt après {seconds} s ; relancez, ou réinstallez-le.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend is not set up yet: choose “Set up” in the plugin's options.</source>
        <translation>Le backend n'est pas encore installé : choisissez « Installer » dans les options de l'extension.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} is a folder</source>
        <translation>{path} est un dossier</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} does not exist</source>
        <translation>{path} n'existe pas</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct the environment variable {variable}.</source>
        <translation>Le Python du backend ne peut pas être utilisé ({fault}) ; corrigez la variable d'environnement {variable}.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct Python in the plugin's options, or empty it and choose “Set up” there.</source>
        <translation>Le Python du backend ne peut pas être utilisé ({fault}) ; corrigez « Python » dans les options de l'extension, ou videz-le et choisissez-y « Installer ».</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Verifying {name} …</source>
        <translation>Vérification de {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Checking and installing {name} …</source>
        <translation>Vérification et installation de {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The address of a bundle begins with https:// and names a zip file.</source>
        <translation>L'adresse d'un paquet de modèles commence par https:// et désigne un fichier zip.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Bundles need the backend: set it up first.</source>
        <translation>Les paquets de modèles ont besoin du backend : installez-le d'abord.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend's answer can't be read: set the backend up again.</source>
        <translation>La réponse du backend est illisible : réinstallez le backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend can't be started: repair it in the plugin's options.</source>
        <translation>Le backend ne peut pas être démarré : réparez-le dans les options de l'extension.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle is larger than {size} GB.</source>
        <translation>Le paquet de modèles dépasse {size} Go.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Downloading: {size:.1f} MB</source>
        <translation>Téléchargement : {size:.1f} Mo</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The downloaded file has SHA-256 {found}…, not {expected}…: nothing was installed; check the address and the hash with whoever gave them to you.</source>
        <translation>Le fichier téléchargé a l'empreinte SHA-256 {found}…, et non {expected}… : rien n'a été installé ; vérifiez l'adresse et l'empreinte auprès de qui vous les a données.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle could not be downloaded ({reason}): check the address and the connection.</source>
        <translation>Le paquet de modèles n'a pas pu être téléchargé ({reason}) : vérifiez l'adresse et la connexion.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend stopped without a word: set it up again.</source>
        <translation>Le backend s'est arrêté sans un mot : réinstallez-le.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>A bundle from the internet needs its SHA-256, 64 hexadecimal digits, from whoever published it.</source>
        <translation>Un paquet de modèles venant d'Internet doit avoir son empreinte SHA-256, 64 chiffres hexadécimaux, fournie par qui l'a publié.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The download can't be kept ({reason}): free some space on the disk of temporary files.</source>
        <translation>Le téléchargement ne peut pas être conservé ({reason}) : libérez de la place sur le disque des fichiers temporaires.</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>The heatmap follows …</source>
        <translation>La carte de chaleur suit …</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>Fetching the map of {member} …</source>
        <translation>Récupération de la carte de {member} …</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>This computer does not trust the remote backend's certificate; install the certificate of the authority that signed it, or correct the address in the options.</source>
        <translation>Cet ordinateur ne fait pas confiance au certificat du backend distant ; installez le certificat de l'autorité qui l'a signé, ou corrigez l'adresse dans les options.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend did not answer ({reason}); check that it runs, and its address in the options.</source>
        <translation>Le backend distant n'a pas répondu ({reason}) ; vérifiez qu'il fonctionne, et son adresse dans les options.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend did not answer ({reason}); start again.</source>
        <translation>Le backend n'a pas répondu ({reason}) ; relancez.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend's answer broke off ({reason}); start again.</source>
        <translation>La réponse du backend s'est interrompue ({reason}) ; relancez.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend refused with HTTP status {status} and no reason; update the plugin and its backend together.</source>
        <translation>Le backend a refusé avec le statut HTTP {status} et sans motif ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend sent an empty {name}; start again.</source>
        <translation>Le backend a envoyé un fichier {name} vide ; relancez.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>Only a part of {name} arrived from the backend; start again.</source>
        <translation>Seule une partie de {name} est arrivée du backend ; relancez.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's token has letters that no token has; correct it in the options.</source>
        <translation>Le jeton du backend distant contient des caractères qu'aucun jeton n'a ; corrigez-le dans les options.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>What answers at the remote backend's address is not a backend of this version; correct the address in the options, or update the plugin and its backend together.</source>
        <translation>Ce qui répond à l'adresse du backend distant n'est pas un backend de cette version ; corrigez l'adresse dans les options, ou mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend refused the token; correct it in the options.</source>
        <translation>Le backend distant a refusé le jeton ; corrigez-le dans les options.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend announced an address outside this machine; reinstall the plugin.</source>
        <translation>Le backend a annoncé une adresse hors de cette machine ; réinstallez l'extension.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is no https://host:port; correct it in the options.</source>
        <translation>L'adresse du backend distant n'est pas de la forme https://hôte:port ; corrigez-la dans les options.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is not encrypted (http); use https, or accept it in the options.</source>
        <translation>L'adresse du backend distant n'est pas chiffrée (http) ; utilisez https, ou acceptez-le dans les options.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} does not exist; choose another photo.</source>
        <translation>{name} n'existe pas ; choisissez une autre photo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be reached ({reason}); choose another photo.</source>
        <translation>{name} est inaccessible ({reason}) ; choisissez une autre photo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is a folder; choose a single photo inside it.</source>
        <translation>{name} est un dossier ; choisissez une seule photo dedans.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is not a file; choose another photo.</source>
        <translation>{name} n'est pas un fichier ; choisissez une autre photo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is larger than {size} MB; save it smaller.</source>
        <translation>{name} dépasse {size} Mo ; enregistrez une version plus petite.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be opened ({reason}); check its permissions or choose another photo.</source>
        <translation>{name} ne peut pas être ouvert ({reason}) ; vérifiez ses droits d'accès ou choisissez une autre photo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be read ({reason}); choose another raster.</source>
        <translation>{name} ne peut pas être lu ({reason}) ; choisissez un autre raster.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>The backend no longer holds {name}; geolocate it again, then fuse.</source>
        <translation>Le backend n'a plus {name} ; géolocalisez-la à nouveau, puis fusionnez.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>{names} + {count} more</source>
        <translation>{names} + {count} autres</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>A photo is being geolocated; wait for it or cancel it first.</source>
        <translation>Une photo est en cours de géolocalisation ; attendez la fin ou annulez-la d'abord.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend no longer holds {name}; geolocate it again.</source>
        <translation>Le backend n'a plus {name} ; géolocalisez-la à nouveau.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} was not finished. {reason}</source>
        <translation>{name} n'a pas été terminée. {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend failed and gave no reason; start again.</source>
        <translation>Le backend a échoué sans motif ; relancez.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} can't be replaced ({reason}); choose another folder.</source>
        <translation>{name} ne peut pas être remplacé ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>The GPU failed; the processor goes on with the photos, more slowly: {reason}</source>
        <translation>La carte graphique est en panne ; le processeur continue avec les photos, plus lentement : {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>the backend gave no reason.</source>
        <translation>le backend n'a pas donné de raison.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{label}: {percent}</source>
        <translation>{label} : {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{text} (predicted)</source>
        <translation>{text} (prédit)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Photo Geolocator: bundles</source>
        <translation>Photo Geolocator : paquets de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>In use</source>
        <translation>Utilisé</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle</source>
        <translation>Paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Use</source>
        <translation>&amp;Utiliser</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Verify</source>
        <translation>&amp;Vérifier</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Delete …</source>
        <translation>&amp;Supprimer …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a zip &amp;file …</source>
        <translation>Installer un &amp;fichier zip …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a f&amp;older …</source>
        <translation>Installer un &amp;dossier …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>64 hexadecimal digits, from whoever published the bundle</source>
        <translation>64 chiffres hexadécimaux, fournis par qui a publié le paquet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Do&amp;wnload and install</source>
        <translation>&amp;Télécharger et installer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;nnuler</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install from an address</source>
        <translation>Installer depuis une adresse</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Address:</source>
        <translation>&amp;Adresse :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;SHA-256:</source>
        <translation>S&amp;HA-256 :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/processing/folder_run.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/raster_file.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/waiting.py"/>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{title} is used from the next photo on.</source>
        <translation>{title} est utilisé à partir de la prochaine photo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} is whole and unaltered.</source>
        <translation>{name} est complet et intact.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Delete the bundle {name} from this computer?</source>
        <translation>Supprimer le paquet de modèles {name} de cet ordinateur ?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was deleted.</source>
        <translation>{name} a été supprimé.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle</source>
        <translation>Choisir un paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Bundles</source>
        <translation>Paquets de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle's folder</source>
        <translation>Choisir le dossier d'un paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was installed.</source>
        <translation>{name} a été installé.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{size} MB</source>
        <translation>{size} Mo</translation>
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
        <translation>&amp;Choisir …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos on the disk</source>
        <translation>Choisir des photos sur le disque</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder, and what can be done with the photos</source>
        <translation>Choisir un dossier, et ce qu'on peut faire des photos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>&amp;Geolocate</source>
        <translation>&amp;Géolocaliser</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate the photos that wait, or the chosen one again</source>
        <translation>Géolocaliser les photos en attente, ou de nouveau celle qui est choisie</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Saved in {package}, the heatmap as {heatmap} beside it.</source>
        <translation>Enregistré dans {package}, avec la carte de chaleur {heatmap} à côté.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The report is in {path}.</source>
        <translation>Le rapport se trouve dans {path}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a &amp;folder …</source>
        <translation>Choisir un &amp;dossier …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Clear the &amp;list</source>
        <translation>Vider la &amp;liste</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate what failed &amp;again</source>
        <translation>&amp;Reprendre les photos en échec</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate photos dropped on the &amp;map</source>
        <translation>Géolocaliser les photos déposées sur la c&amp;arte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Otherwise QGIS opens them as raster layers</source>
        <translation>Sinon QGIS les ouvre comme couches raster</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Photos</source>
        <translation>Photos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos</source>
        <translation>Choisir des photos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder of photos</source>
        <translation>Choisir un dossier de photos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Write the report to</source>
        <translation>Écrire le rapport dans</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Save the result in a GeoPackage; one that exists gets further tables</source>
        <translation>Enregistrer le résultat dans un GeoPackage ; s'il existe, des tables y sont ajoutées</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>GeoPackages (*.gpkg)</source>
        <translation>GeoPackages (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The folder of {name} can't be opened.</source>
        <translation>Le dossier de {name} ne peut pas être ouvert.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} files or folders can't be used. The first: {sentence}</source>
        <translation>{count} fichiers ou dossiers sont inutilisables. Le premier : {sentence}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{name} was cancelled.</source>
        <translation>{name} a été annulée.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>1 photo is left waiting.</source>
        <translation>1 photo reste en attente.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} photos are left waiting.</source>
        <translation>{count} photos restent en attente.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Runs on {provider} · bundle {bundle} {version}</source>
        <translation>Fonctionne sur {provider} · paquet {bundle} {version}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>A probability, not a proof.</source>
        <translation>Une probabilité, pas une preuve.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Cancelling …</source>
        <translation>Annulation …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Looking for photos … {count} found</source>
        <translation>Recherche de photos … {count} trouvées</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{done} of {total} done</source>
        <translation>{done} sur {total} terminées</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} failed</source>
        <translation>{count} en échec</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>about {time} left</source>
        <translation>encore {time} environ</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>&amp;Reset</source>
        <translation>&amp;Réinitialiser</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>All members, no restriction, no priors: the map as it was</source>
        <translation>Tous les membres, sans restriction ni a priori : la carte d'origine</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent</source>
        <translation>Exposant</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Let {member} count</source>
        <translation>Tenir compte de {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent of {member}</source>
        <translation>Exposant de {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>The power to which the member's map enters the product</source>
        <translation>La puissance avec laquelle la carte du membre entre dans le produit</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Map of {member}</source>
        <translation>Carte de {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Show what {member} alone says, as a layer</source>
        <translation>Montrer ce que dit {member} seul, comme couche</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <source>What the result is and is not, privacy, misuse</source>
        <translation>Ce que le résultat est et n'est pas, confidentialité, abus</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Guide</source>
        <translation>Guide</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Responsible use</source>
        <translation>Usage responsable</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{number} million km²</source>
        <translation>{number} millions de km²</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>1 region</source>
        <translation>1 région</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{count} regions</source>
        <translation>{count} régions</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{label}: {area} in {regions}, probability {probability}</source>
        <translation>{label} : {area} en {regions}, probabilité {probability}</translation>
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
        <translation>Démarrage du backend …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Waiting …</source>
        <translation>En attente …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Working …</source>
        <translation>En cours …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Reading the photo …</source>
        <translation>Lecture de la photo …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Asking the predictors …</source>
        <translation>Interrogation des prédicteurs …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Combining the predictors …</source>
        <translation>Combinaison des prédicteurs …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finding search areas …</source>
        <translation>Recherche des zones …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Writing the heatmap …</source>
        <translation>Écriture de la carte de chaleur …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Fetching the result …</source>
        <translation>Récupération du résultat …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Photo Geolocator: guide</source>
        <translation>Photo Geolocator : guide</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Pages of the guide</source>
        <translation>Pages du guide</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Back</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Forward</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{percent} · {place}, unsure</source>
        <translation>{percent} · {place}, incertain</translation>
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
        <translation>Chercher par nom, lieu ou date</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Earlier results</source>
        <translation>Résultats antérieurs</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Keep results here</source>
        <translation>&amp;Conserver les résultats ici</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Keep the results of photos in QGIS's profile, with a thumbnail and the photo's path</source>
        <translation>Conserver les résultats des photos dans le profil de QGIS, avec une vignette et le chemin de la photo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show the result and its layers again</source>
        <translation>Montrer à nouveau le résultat et ses couches</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Forget</source>
        <translation>Ou&amp;blier</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete the selected results from the history</source>
        <translation>Supprimer de l'historique les résultats sélectionnés</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show in the f&amp;ile manager</source>
        <translation>Montrer dans le gestionnaire de f&amp;ichiers</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Open the photo's folder</source>
        <translation>Ouvrir le dossier de la photo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget &amp;all …</source>
        <translation>&amp;Tout oublier …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history</source>
        <translation>Supprimer tous les résultats de l'historique</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>What else can be done with the history</source>
        <translation>Ce qu'on peut encore faire de l'historique</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Results of photos are listed here as they are found.</source>
        <translation>Les résultats des photos s'affichent ici à mesure qu'ils sont trouvés.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>1 result</source>
        <translation>1 résultat</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} results</source>
        <translation>{count} résultats</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{results}, {size} MB of at most {limit} MB: the oldest give way to new ones.</source>
        <translation>{results}, {size} Mo sur {limit} Mo au plus : les plus anciens cèdent la place aux nouveaux.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} more can't be read; “Forget all” deletes them too.</source>
        <translation>{count} autres sont illisibles ; « Tout oublier » les supprime aussi.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget all results</source>
        <translation>Oublier tous les résultats</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history? Layers on the map and saved results stay.</source>
        <translation>Supprimer tous les résultats de l'historique ? Les couches de la carte et les résultats enregistrés restent.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search only in</source>
        <translation>Chercher seulement dans</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Leave out</source>
        <translation>Exclure</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search in a part of the Earth, or leave it out</source>
        <translation>Chercher dans une partie de la Terre, ou l'exclure</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>E&amp;xtent</source>
        <translation>&amp;Emprise</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>What the map shows now</source>
        <translation>Ce que la carte montre maintenant</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>La&amp;yer</source>
        <translation>&amp;Couche</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygons of a layer</source>
        <translation>Polygones d'une couche</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Coun&amp;try</source>
        <translation>Pa&amp;ys</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Whole countries</source>
        <translation>Pays entiers</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search everywhere again</source>
        <translation>Chercher de nouveau partout</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Raster layer of where photos are likely</source>
        <translation>Couche raster des lieux probables de photos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Add as &amp;prior</source>
        <translation>Ajouter comme &amp;a priori</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Let a raster of densities count as one more factor; the higher its values, the likelier the place</source>
        <translation>Faire compter un raster de densités comme un facteur de plus ; plus ses valeurs sont élevées, plus le lieu est probable</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Restricting …</source>
        <translation>Restriction …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Reading polygons …</source>
        <translation>Lecture des polygones …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Adding {name} …</source>
        <translation>Ajout de {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygon layer</source>
        <translation>Couche de polygones</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Selected features only</source>
        <translation>Entités &amp;sélectionnées seulement</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Find a country</source>
        <translation>Chercher un pays</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Countries</source>
        <translation>Pays</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Take the prior {name} out</source>
        <translation>Retirer l'a priori {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Weight of {name}: 0 ignores it, 1 takes it at its word</source>
        <translation>Poids de {name} : 0 l'ignore, 1 le prend au mot</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Searched only in {label} ({area})</source>
        <translation>Recherche limitée à {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Left out: {label} ({area})</source>
        <translation>Exclu : {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>{percent} of the probability is left</source>
        <translation>Il reste {percent} de la probabilité</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Copy &amp;diagnostics</source>
        <translation>&amp;Copier le diagnostic</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Versions and state, for a report; paths and names are taken out</source>
        <translation>Versions et état, pour un rapport de bogue ; chemins et noms sont retirés</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Set up …</source>
        <translation>&amp;Installer …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Update …</source>
        <translation>&amp;Mettre à jour …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Repair …</source>
        <translation>&amp;Réparer …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Re&amp;move everything …</source>
        <translation>To&amp;ut supprimer …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>automatic: CUDA where it works, else the CPU</source>
        <translation>automatique : CUDA s'il fonctionne, sinon le CPU</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>processor (CPU)</source>
        <translation>processeur (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>NVIDIA graphics card (CUDA), or not at all</source>
        <translation>carte graphique NVIDIA (CUDA), ou rien</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>the private environment's</source>
        <translation>celui de l'environnement privé</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>A Python of your own that has the backend's packages</source>
        <translation>Un Python à vous, qui a les paquets du backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment and history lie here</source>
        <translation>L'environnement et l'historique se trouvent ici</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment:</source>
        <translation>Environnement :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ru&amp;ns on:</source>
        <translation>Fo&amp;nctionne sur :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Python:</source>
        <translation>&amp;Python :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Data &amp;folder:</source>
        <translation>&amp;Dossier de données :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>starter, the one that is shipped</source>
        <translation>starter, celui qui est livré</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>The name of an installed bundle, or a bundle's folder</source>
        <translation>Le nom d'un paquet de modèles installé, ou le dossier d'un paquet</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Bundles …</source>
        <translation>Pa&amp;quets de modèles …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Bundle: the models and maps</source>
        <translation>Paquet de modèles : les modèles et les cartes</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Name &amp;or folder:</source>
        <translation>N&amp;om ou dossier :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>none: the backend runs on this computer</source>
        <translation>aucun : le backend fonctionne sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Accept an address &amp;without encryption (http)</source>
        <translation>Accepter une adresse sans chi&amp;ffrement (http)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remote backend</source>
        <translation>Backend distant</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Token:</source>
        <translation>&amp;Jeton :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source> MB</source>
        <translation> Mo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Tables that the backend need not compute again; the history may take as much again</source>
        <translation>Tables que le backend n'a pas à recalculer ; l'historique peut en prendre autant</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Keep a history of results</source>
        <translation>&amp;Tenir un historique des résultats</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the &amp;history …</source>
        <translation>Supprimer l'&amp;historique …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cache and privacy</source>
        <translation>Cache et confidentialité</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cach&amp;e, at most:</source>
        <translation>Cach&amp;e, au plus :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>History:</source>
        <translation>Historique :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Photos stay on this computer.</source>
        <translation>Les photos restent sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This is no address of a backend: write https://host:port.</source>
        <translation>Ce n'est pas l'adresse d'un backend : écrivez https://hôte:port.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to what listens at this address of your own computer, such as a tunnel.</source>
        <translation>Vos photos sont envoyées à ce qui écoute à cette adresse de votre propre ordinateur, un tunnel par exemple.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, encrypted; its certificate is checked.</source>
        <translation>Vos photos sont envoyées chiffrées à cet ordinateur ; son certificat est vérifié.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, and whoever listens on the way can see them.</source>
        <translation>Vos photos sont envoyées à cet ordinateur, et qui écoute en chemin peut les voir.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This address is not encrypted and will be refused: whoever listens could see photos and token.</source>
        <translation>Cette adresse n'est pas chiffrée et sera refusée : qui écoute pourrait voir les photos et le jeton.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove everything</source>
        <translation>Tout supprimer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the backend's environment, its cache and the history of results from this computer?</source>
        <translation>Supprimer de cet ordinateur l'environnement du backend, son cache et l'historique des résultats ?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Layers and files that you saved stay. The backend is stopped first.</source>
        <translation>Les couches et fichiers que vous avez enregistrés restent. Le backend est d'abord arrêté.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the installed bundles too</source>
        <translation>Supprimer aussi les paquets de modèles installés</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Remove</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history of results? Layers and files that you saved stay.</source>
        <translation>Supprimer l'historique des résultats ? Les couches et fichiers que vous avez enregistrés restent.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history</source>
        <translation>Supprimer l'historique</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is damaged or was not finished: repair it.</source>
        <translation>Il est endommagé ou inachevé : réparez-le.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is not set up.</source>
        <translation>Il n'est pas installé.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ready: Python {python}, {kind}, made by version {version} of the plugin.</source>
        <translation>Prêt : Python {python}, {kind}, créé par la version {version} de l'extension.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is out of date: this version of the plugin needs other packages. It is used until you update it.</source>
        <translation>Il est périmé : cette version de l'extension a besoin d'autres paquets. Il est utilisé jusqu'à ce que vous le mettiez à jour.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>Drop photos or folders here, or click to choose some</source>
        <translation>Déposez des photos ou des dossiers ici, ou cliquez pour en choisir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>No preview for {name}</source>
        <translation>Pas d'aperçu pour {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>Drop photos or a folder here
or click to choose</source>
        <translation>Déposez des photos ou un dossier ici
ou cliquez pour choisir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>{count} photos as one place · {place}</source>
        <translation>{count} photos comme un seul lieu · {place}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate again</source>
        <translation>Géolocaliser à nouveau</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Show on map</source>
        <translation>&amp;Montrer sur la carte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Put the results on the map, and keep them there</source>
        <translation>Mettre les résultats sur la carte et les y garder</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>F&amp;use as one place</source>
        <translation>&amp;Fusionner comme un seul lieu</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Make one map of photos that are known to be from one place</source>
        <translation>Faire une seule carte de photos que l'on sait prises au même endroit</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Geolocate again</source>
        <translation>&amp;Géolocaliser à nouveau</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate the selected photos once more</source>
        <translation>Géolocaliser encore une fois les photos sélectionnées</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel the selected photos</source>
        <translation>Annuler les photos sélectionnées</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Remove from the list</source>
        <translation>&amp;Retirer de la liste</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Remove the selected photos from the list</source>
        <translation>Retirer de la liste les photos sélectionnées</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;up</source>
        <translation>Mo&amp;nter</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate earlier</source>
        <translation>Géolocaliser plus tôt</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;down</source>
        <translation>&amp;Descendre</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate later</source>
        <translation>Géolocaliser plus tard</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move to the &amp;top</source>
        <translation>&amp;Tout en haut</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate next</source>
        <translation>Géolocaliser ensuite</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Show in the &amp;file manager</source>
        <translation>Montrer dans le gestionnaire de f&amp;ichiers</translation>
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
        <translation>Lieu</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Area (km²)</source>
        <translation>Surface (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>{place}
{coordinates}
Click to show it on the map</source>
        <translation>{place}
{coordinates}
Cliquer pour le montrer sur la carte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Regions by rank</source>
        <translation>Régions par rang</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Show the best point on the map</source>
        <translation>Montrer le meilleur point sur la carte</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Save the result in a GeoPackage; until then its layers are temporary</source>
        <translation>Enregistrer le résultat dans un GeoPackage ; d'ici là, ses couches sont temporaires</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Write a report of one page: photo, map, regions, and what made them</source>
        <translation>Écrire un rapport d'une page : photo, carte, régions et ce qui les a produites</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Unsure</source>
        <translation>Incertain</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Compared after the result was made: no predictor sees the EXIF position, which may itself be wrong</source>
        <translation>Comparée une fois le résultat obtenu : aucun prédicteur ne voit la position EXIF, qui peut elle-même être fausse</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What the predictors saw</source>
        <translation>Ce que les prédicteurs ont vu</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Ensemble</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What you know</source>
        <translation>Ce que vous savez</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{percent} within {radius} km of that point</source>
        <translation>{percent} dans un rayon de {radius} km autour de ce point</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Area budget</source>
        <translation>Budget de surface</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground within a number of square kilometres</source>
        <translation>Le terrain le plus probable dans un nombre de kilomètres carrés</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{area} in {regions}, probability {percent}</source>
        <translation>{area} en {regions}, probabilité {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Areas found this way held the truth for at least {percent} of {photos}validation photos.</source>
        <translation>Les zones ainsi trouvées contenaient le vrai lieu d'au moins {percent} des {photos}photos de validation.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Such areas held the truth for {percent} of {photos}validation photos.</source>
        <translation>De telles zones contenaient le vrai lieu de {percent} des {photos}photos de validation.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The backend no longer holds this photo: geolocate it again to choose other areas.</source>
        <translation>Le backend n'a plus cette photo : géolocalisez-la à nouveau pour choisir d'autres zones.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Search &amp;area</source>
        <translation>&amp;Zone de recherche</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <source>Search area</source>
        <translation>Zone de recherche</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a recall that the bundle can promise</source>
        <translation>Le terrain le plus probable jusqu'à un rappel que le paquet de modèles peut garantir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a share of the map's own probability</source>
        <translation>Le terrain le plus probable jusqu'à une part de la probabilité de la carte elle-même</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At least</source>
        <translation>Au moins</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At most</source>
        <translation>Au plus</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of photos lie in such an area</source>
        <translation>des photos se trouvent dans une telle zone</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of the map's own probability; no recall</source>
        <translation>de la probabilité de la carte elle-même ; pas un rappel</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>circle of {radius} km</source>
        <translation>cercle de {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{label}: {percent} in {area}</source>
        <translation>{label} : {percent} dans {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The diagnostics are on the clipboard; paths and names were taken out.</source>
        <translation>Le diagnostic est dans le presse-papiers ; chemins et noms ont été retirés.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being removed …</source>
        <translation>Suppression en cours …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being set up …</source>
        <translation>Installation en cours …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The backend and what it kept were removed from this computer.</source>
        <translation>Le backend et ce qu'il conservait ont été supprimés de cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator: set-up of the backend</source>
        <translation>Photo Geolocator : installation du backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Agree and set up</source>
        <translation>&amp;Accepter et installer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Back</source>
        <translation>&amp;Retour</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Ca&amp;ncel the set-up</source>
        <translation>A&amp;nnuler l'installation</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator computes beside QGIS, in a program of its own</source>
        <translation>Photo Geolocator calcule à côté de QGIS, dans un programme à part</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>It needs Python packages that QGIS does not have. With your consent they are installed now, into a folder of their own. Nothing is put into QGIS's Python, and the plugin's options can remove it all.</source>
        <translation>Il a besoin de paquets Python que QGIS n'a pas. Avec votre accord, ils sont installés maintenant, dans un dossier à part. Rien n'est ajouté au Python de QGIS, et les options de l'extension permettent de tout supprimer.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose &amp;Python …</source>
        <translation>Choisir &amp;Python …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the Python Package &amp;Index (pypi.org, or the index of your pip)</source>
        <translation>le Python Package &amp;Index (pypi.org, ou l'index de votre pip)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>a folder of &amp;wheels, without the internet:</source>
        <translation>un dossier de &amp;wheels, sans Internet :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the &amp;processor (CPU)</source>
        <translation>le proc&amp;esseur (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the NVIDIA &amp;graphics card (CUDA); its driver was found</source>
        <translation>la carte &amp;graphique NVIDIA (CUDA) ; son pilote a été trouvé</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>an NVIDIA &amp;graphics card (CUDA); no driver was found</source>
        <translation>une carte &amp;graphique NVIDIA (CUDA) ; aucun pilote n'a été trouvé</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>What:</source>
        <translation>Quoi :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>From:</source>
        <translation>Depuis :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Runs on:</source>
        <translation>Fonctionne sur :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Size:</source>
        <translation>Taille :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Where to:</source>
        <translation>Où :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Made with:</source>
        <translation>Créé avec :</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>{packages}, and what these need</source>
        <translation>{packages}, et ce dont ils ont besoin</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB on the disk</source>
        <translation>environ {size} Mo sur le disque</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB to download, {on_disk}</source>
        <translation>environ {size} Mo à télécharger, {on_disk}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Looking for a Python …</source>
        <translation>Recherche d'un Python …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose a Python, 3.10 or newer</source>
        <translation>Choisir un Python, 3.10 ou plus récent</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is not set up</source>
        <translation>Le backend n'est pas installé</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose the folder of wheels, or install from the package index.</source>
        <translation>Choisissez le dossier de wheels, ou installez depuis l'index de paquets.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Setting up the backend</source>
        <translation>Installation du backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>QGIS can be used meanwhile, and this window may be closed: the set-up goes on.</source>
        <translation>QGIS reste utilisable, et cette fenêtre peut être fermée : l'installation continue.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is set up</source>
        <translation>Le backend est installé</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Python {python}, in {folder}. Choose a photo in the panel to begin.</source>
        <translation>Python {python}, dans {folder}. Choisissez une photo dans le panneau pour commencer.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The set-up was cancelled</source>
        <translation>L'installation a été annulée</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Nothing of it was left on the disk.</source>
        <translation>Il n'en est rien resté sur le disque.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Not now</source>
        <translation>Pa&amp;s maintenant</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>EXIF position: {distance} from the best point; found after searching {area}.</source>
        <translation>Position EXIF : à {distance} du meilleur point ; trouvée après avoir fouillé {area}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>less than 1 km</source>
        <translation>moins de 1 km</translation>
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
        <translation>Le résultat de {name} ne peut pas être conservé dans l'historique ({reason}) ; libérez de l'espace disque, ou désactivez l'historique.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The result of {name} can't be kept in the history ({reason}); check the data folder in the options, or switch the history off.</source>
        <translation>Le résultat de {name} ne peut pas être conservé dans l'historique ({reason}) ; vérifiez le dossier de données dans les options, ou désactivez l'historique.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>This result is no longer whole in the history; geolocate the photo again.</source>
        <translation>Ce résultat n'est plus complet dans l'historique ; géolocalisez la photo à nouveau.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The history can't be read ({reason}); check the data folder in the options.</source>
        <translation>L'historique est illisible ({reason}) ; vérifiez le dossier de données dans les options.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>A result can't be deleted from the history ({reason}); close what uses it.</source>
        <translation>Un résultat ne peut pas être supprimé de l'historique ({reason}) ; fermez ce qui l'utilise.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Another QGIS window is setting up or removing the backend: wait until it has finished.</source>
        <translation>Une autre fenêtre de QGIS installe ou supprime le backend : attendez qu'elle ait fini.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The data folder {folder} can't be written to: check its permissions or choose another one.</source>
        <translation>Impossible d'écrire dans le dossier de données {folder} : vérifiez ses droits d'accès ou choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The backend is being set up already: wait until it has finished.</source>
        <translation>Le backend est déjà en cours d'installation : attendez la fin.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Preparing …</source>
        <translation>Préparation …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The folder of wheels {folder} does not exist: choose another one.</source>
        <translation>Le dossier de wheels {folder} n'existe pas : choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Making the environment with Python {version} …</source>
        <translation>Création de l'environnement avec Python {version} …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Fetching packages …</source>
        <translation>Récupération des paquets …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out …</source>
        <translation>Essai …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out: the backend loads its bundle …</source>
        <translation>Essai : le backend charge son paquet de modèles …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{program} can't be started ({reason}): choose another Python.</source>
        <translation>{program} ne peut pas être démarré ({reason}) : choisissez un autre Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The set-up needs {needed} MB and the disk has {free} MB left: free some, or choose another data folder.</source>
        <translation>L'installation demande {needed} Mo et il reste {free} Mo sur le disque : libérez de l'espace ou choisissez un autre dossier de données.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The disk is full: free some space, or choose another data folder, and try again.</source>
        <translation>Le disque est plein : libérez de la place, ou choisissez un autre dossier de données, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{folder} can't be written ({reason}): close other QGIS windows that use it, or choose another data folder.</source>
        <translation>{folder} ne peut pas être écrit ({reason}) : fermez les autres fenêtres de QGIS qui l'utilisent, ou choisissez un autre dossier de données.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The GPU does not run, the CPU is used: {reason}</source>
        <translation>Le GPU ne fonctionne pas, le CPU est utilisé : {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>ONNX Runtime gave no reason.</source>
        <translation>ONNX Runtime n'a pas donné de motif.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>Il manque à Python {version} son module venv : installez le paquet python3-venv (sudo apt install python3-venv) et réessayez, ou choisissez un autre Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} at {path} lacks its modules venv or ensurepip: install it completely, or choose another Python.</source>
        <translation>Il manque à Python {version} dans {path} ses modules venv ou ensurepip : installez-le complètement, ou choisissez un autre Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>The Python at {path} is a 32-bit one: install a 64-bit Python 3.10 or newer.</source>
        <translation>Le Python dans {path} est en 32 bits : installez un Python 64 bits, 3.10 ou plus récent.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>{path} does not run as a Python: choose another Python, 3.10 or newer.</source>
        <translation>{path} ne s'exécute pas comme un Python : choisissez un autre Python, 3.10 ou plus récent.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>No Python 3.10 or newer was found on this computer: install one (for instance from python.org) and try again, or choose where it is.</source>
        <translation>Aucun Python 3.10 ou plus récent n'a été trouvé sur cet ordinateur : installez-en un (par exemple depuis python.org) et réessayez, ou indiquez où il se trouve.</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the map's extent</source>
        <translation>l'emprise de la carte</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the selection of {name}</source>
        <translation>la sélection de {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <location filename="../../plugin/processing/waiting.py"/>
        <source>QGIS's temporary folder can't be written to ({reason}); free some disk space.</source>
        <translation>Impossible d'écrire dans le dossier temporaire de QGIS ({reason}) ; libérez de l'espace disque.</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} to {high} per km²)</source>
        <translation>{name} ({low} à {high} par km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} and more per km²)</source>
        <translation>{name} ({low} et plus par km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{km} km cap</source>
        <translation>Calotte de {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall</source>
        <translation>rappel de {percent} %</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall by curve</source>
        <translation>rappel de {percent} % par la courbe</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % of the probability</source>
        <translation>{percent} % de la probabilité</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation</source>
        <translation>Géolocalisation</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation (softmax, location match, gallery)</source>
        <translation>Géolocalisation (softmax, comparaison de lieux, galerie)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Population density</source>
        <translation>Densité de population</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Lowest population density</source>
        <translation>Densité de population la plus faible</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Low population density</source>
        <translation>Faible densité de population</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>High population density</source>
        <translation>Forte densité de population</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Highest population density</source>
        <translation>Densité de population la plus forte</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Land cover</source>
        <translation>Occupation du sol</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Cropland</source>
        <translation>Terres cultivées</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Broad-leaved trees</source>
        <translation>Arbres feuillus</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Other trees</source>
        <translation>Autres arbres</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Shrubs, grass and sparse plants</source>
        <translation>Arbustes, herbes et végétation clairsemée</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Flooded vegetation</source>
        <translation>Végétation inondée</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Urban areas</source>
        <translation>Zones urbaines</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Bare ground, water and snow</source>
        <translation>Sol nu, eau et neige</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The search area can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>La zone de recherche ne peut pas être stockée dans {name} ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/save.py"/>
        <source>Search area: {label}</source>
        <translation>Zone de recherche : {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The style can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>Le style ne peut pas être stocké dans {name} ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/result_shelf.py"/>
        <source>{name} can't be read ({reason}); geolocate the photo again.</source>
        <translation>{name} ne peut pas être lu ({reason}) ; géolocalisez la photo à nouveau.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The backend's answer holds a region that can't be read; update the plugin and its backend together.</source>
        <translation>La réponse du backend contient une région illisible ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is being written by another program; close it there or choose another name.</source>
        <translation>{name} est en cours d'écriture par un autre programme ; fermez-le là ou choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is not a GeoPackage; choose another name.</source>
        <translation>{name} n'est pas un GeoPackage ; choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/writing.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another folder.</source>
        <translation>{name} ne peut pas être écrit ({reason}) ; libérez de l'espace disque ou choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/group.py"/>
        <source>Probability per km²</source>
        <translation>Probabilité par km²</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>Probability density</source>
        <translation>Densité de probabilité</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>less</source>
        <translation>moins</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>1 % per {area}</source>
        <translation>1 % par {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Area</source>
        <translation>Surface</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{member}: cells</source>
        <translation>{member} : cellules</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{low} to {high}</source>
        <translation>{low} à {high}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>S2 cell</source>
        <translation>Cellule S2</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{member}: {predicted}</source>
        <translation>{member} : {predicted}</translation>
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
        <translation>Meilleur point</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/points.py"/>
        <source>EXIF position (comparison only)</source>
        <translation>Position EXIF (pour comparaison seulement)</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>One map of photos of one place: {names}</source>
        <translation>Une seule carte de photos du même lieu : {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Members switched off: {names}</source>
        <translation>Membres désactivés : {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Prior {name} with weight {weight}</source>
        <translation>A priori {name} de poids {weight}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Searched only in {label}</source>
        <translation>Recherche limitée à {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Left out: {label}</source>
        <translation>Exclu : {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Computed on this machine.</source>
        <translation>Calculé sur cette machine.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>The photo was sent to {host} and computed there.</source>
        <translation>La photo a été envoyée à {host} et calculée là-bas.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>A probability, not a proof: a lead for an analyst. Do not use it to find or follow a person.</source>
        <translation>Une probabilité, pas une preuve : une piste pour un analyste. Ne pas s'en servir pour retrouver ou suivre une personne.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Estimated from the photo's content by Photo Geolocator: a probability, not a proof. The position in the photo's EXIF, if any, was not used.</source>
        <translation>Estimé d'après le contenu de la photo par Photo Geolocator : une probabilité, pas une preuve. L'éventuelle position dans les EXIF de la photo n'a pas été utilisée.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>See the card of the bundle {name}.</source>
        <translation>Voir la fiche du paquet de modèles {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{member} (exponent {exponent})</source>
        <translation>{member} (exposant {exponent})</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Photo {name}, SHA-256 {sha256}</source>
        <translation>Photo {name}, SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Bundle {name} {version}, manifest SHA-256 {sha256}</source>
        <translation>Paquet de modèles {name} {version}, manifeste SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Bundle file {name}, SHA-256 {sha256}</source>
        <translation>Fichier {name} du paquet, SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Members: {members}</source>
        <translation>Membres : {members}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Calibration: {calibration}</source>
        <translation>Calibrage : {calibration}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Plugin {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} on {provider}</source>
        <translation>Extension {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} sur {provider}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Layer made {time}</source>
        <translation>Couche créée {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence not known. {note}</source>
        <translation>Confiance inconnue. {note}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence {confidence} within {radius} km</source>
        <translation>Confiance {confidence} dans un rayon de {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>unsure</source>
        <translation>incertain</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>Save {name}</source>
        <translation>Enregistrer {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>The result of {name} is gone from the temporary folder; geolocate the photo again.</source>
        <translation>Le résultat de {name} a disparu du dossier temporaire ; géolocalisez la photo à nouveau.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>{name} was made by another program meanwhile; save again.</source>
        <translation>{name} a été créé entre-temps par un autre programme ; enregistrez à nouveau.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/search_areas.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas</source>
        <translation>Zones de recherche</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>The style {name} can't be read ({reason}); reinstall the plugin.</source>
        <translation>Le style {name} ne peut pas être lu ({reason}) ; réinstallez l'extension.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>{name} can't be shown as a layer; geolocate the photo again.</source>
        <translation>{name} ne peut pas être montré comme couche ; géolocalisez la photo à nouveau.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/zoom.py"/>
        <source>The project's CRS can't show that place; choose a CRS for the whole world to see it.</source>
        <translation>Le SCR du projet ne peut pas montrer ce lieu ; choisissez un SCR pour le monde entier pour le voir.</translation>
    </message>
    <message>
        <location filename="../../plugin/live_area.py"/>
        <source>The backend's answer is not readable GeoJSON; update the plugin and its backend together.</source>
        <translation>La réponse du backend n'est pas un GeoJSON lisible ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a Python, or leave it empty.</source>
        <translation>Donnez le chemin complet d'un Python, ou laissez vide.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>This is a folder: choose the program in it, such as bin/python.</source>
        <translation>C'est un dossier : choisissez le programme qui s'y trouve, par exemple bin/python.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There is no such file.</source>
        <translation>Ce fichier n'existe pas.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a folder, or leave it empty.</source>
        <translation>Donnez le chemin complet d'un dossier, ou laissez vide.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There can't be a folder of this name: choose another one.</source>
        <translation>Il ne peut pas y avoir de dossier de ce nom : choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>{name} is a file: choose a folder.</source>
        <translation>{name} est un fichier : choisissez un dossier.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Nothing can be written there: choose another folder.</source>
        <translation>Rien ne peut y être écrit : choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <source>The folder {name} holds no photos.</source>
        <translation>Le dossier {name} ne contient pas de photos.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); it was left out.</source>
        <translation>Le dossier {name} ne peut pas être lu ({reason}) ; il a été ignoré.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Installing {count} packages …</source>
        <translation>Installation de {count} paquets …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Looking for {package} …</source>
        <translation>Recherche de {package} …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package} ({number} packages so far)</source>
        <translation>Récupération de {package} ({number} paquets jusqu'ici)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package}, {size:.1f} MB ({number} packages so far)</source>
        <translation>Récupération de {package}, {size:.1f} Mo ({number} paquets jusqu'ici)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>a package</source>
        <translation>un paquet</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels lacks {package} for Python {python} on this system: put its wheel there, or install from the package index.</source>
        <translation>Il manque au dossier de wheels {package} pour Python {python} sur ce système : mettez-y son wheel, ou installez depuis l'index de paquets.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>There is no built package of {package} for Python {python} on this system: choose another Python.</source>
        <translation>Il n'y a pas de paquet compilé de {package} pour Python {python} sur ce système : choisissez un autre Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels holds a damaged file, {file}: put it there again.</source>
        <translation>Le dossier de wheels contient un fichier endommagé, {file} : remettez-l'y.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>it said nothing</source>
        <translation>il n'a rien dit</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The environment could not be made ({reason}): try again, or copy the diagnostics and report it.</source>
        <translation>L'environnement n'a pas pu être créé ({reason}) : réessayez, ou copiez le diagnostic et signalez-le.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>This Python lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>Il manque à ce Python son module venv : installez le paquet python3-venv (sudo apt install python3-venv) et réessayez, ou choisissez un autre Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>pip can't use a SOCKS proxy: enter an HTTP proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>pip ne peut pas utiliser un proxy SOCKS : indiquez un proxy HTTP dans les options réseau de QGIS, ou utilisez un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The proxy refused: check its address, user and password in QGIS's network options and try again.</source>
        <translation>Le proxy a refusé : vérifiez son adresse, l'utilisateur et le mot de passe dans les options réseau de QGIS, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index's certificate is not trusted: a proxy may be reading along; ask its administrator for the certificate, or use a folder of wheels.</source>
        <translation>Le certificat de l'index de paquets n'est pas reconnu : un proxy lit peut-être les échanges ; demandez le certificat à son administrateur, ou utilisez un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package arrived damaged: try again.</source>
        <translation>Un paquet est arrivé endommagé : réessayez.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package is not the one that was tested with this version: it arrived damaged, or the package index offers another. Try again; if that does not help, use another package index or a folder of wheels.</source>
        <translation>Un paquet n'est pas celui avec lequel cette version a été testée : il est arrivé endommagé, ou l'index de paquets en propose un autre. Réessayez ; si cela n'aide pas, utilisez un autre index de paquets ou un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The data folder can't be written to: check its permissions or choose another one.</source>
        <translation>Impossible d'écrire dans le dossier de données : vérifiez ses droits d'accès ou choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index can't be reached: check the connection and the proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>L'index de paquets est inaccessible : vérifiez la connexion et le proxy dans les options réseau de QGIS, ou utilisez un dossier de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Find out where a photo was taken</source>
        <translation>Trouver où une photo a été prise</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Fusing {count} photos …</source>
        <translation>Fusion de {count} photos …</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>{name} is in the queue; open its earlier result once it is done.</source>
        <translation>{name} est dans la file d'attente ; ouvrez son résultat antérieur une fois qu'elle est terminée.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/algorithm.py"/>
        <source>The result is a lead for an analyst, never proof. A photo's EXIF position is only compared with the result.</source>
        <translation>Le résultat est une piste pour un analyste, jamais une preuve. La position EXIF d'une photo est seulement comparée au résultat.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Backend status</source>
        <translation>État du backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend, verifies its bundle and tells what runs.</source>
        <translation>Démarre le backend, vérifie son paquet de modèles et dit ce qui fonctionne.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>backend,bundle,version,gpu,cuda,cpu,check,diagnostics</source>
        <translation>backend,paquet,version,gpu,cuda,cpu,vérifier,diagnostic</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend as a photo would, which verifies every file of the bundle against its checksum, and tells what really runs: CPU or GPU, and why.</source>
        <translation>Démarre le backend comme le ferait une photo, ce qui vérifie chaque fichier du paquet de modèles avec son empreinte, et dit ce qui fonctionne vraiment : CPU ou GPU, et pourquoi.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>the same as a page of HTML.</source>
        <translation>la même chose en page HTML.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>HTML files (*.html)</source>
        <translation>Fichiers HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the backend</source>
        <translation>Version du backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>What it runs on</source>
        <translation>Sur quoi il fonctionne</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Why it does not run on something faster</source>
        <translation>Pourquoi il ne fonctionne pas sur plus rapide</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the bundle</source>
        <translation>Version du paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>SHA-256 of the bundle's manifest</source>
        <translation>SHA-256 du manifeste du paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Networks</source>
        <translation>Réseaux</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photos behind the calibration</source>
        <translation>Photos à la base du calibrage</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle verified</source>
        <translation>Paquet de modèles vérifié</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Every file of the bundle verified</source>
        <translation>Chaque fichier du paquet de modèles vérifié</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Runs on</source>
        <translation>Fonctionne sur</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of {name}</source>
        <translation>Version de {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photo Geolocator: backend status</source>
        <translation>Photo Geolocator : état du backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the folder</source>
        <translation>le dossier</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>whether subfolders are read</source>
        <translation>la lecture des sous-dossiers</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the area budgets</source>
        <translation>les budgets de surface</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the recalls</source>
        <translation>les rappels</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the regions for each search area</source>
        <translation>les régions par zone de recherche</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle</source>
        <translation>le paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's version</source>
        <translation>la version du paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's content</source>
        <translation>le contenu du paquet de modèles</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the backend's version</source>
        <translation>la version du backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and was not made by this algorithm; choose another file.</source>
        <translation>{name} existe et n'a pas été créé par cet algorithme ; choisissez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} was begun with other settings: {settings}; use the same ones to go on, or another file to begin anew.</source>
        <translation>{name} a été commencé avec d'autres réglages : {settings} ; reprenez les mêmes pour continuer, ou un autre fichier pour recommencer.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>The backend's search areas can't be read ({reason}); update the plugin and its backend.</source>
        <translation>Les zones de recherche du backend sont illisibles ({reason}) ; mettez à jour l'extension et son backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Best point of each photo</source>
        <translation>Meilleur point de chaque photo</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Search areas by area budget</source>
        <translation>Zones de recherche par budget de surface</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another file.</source>
        <translation>{name} ne peut pas être écrit ({reason}) ; libérez de l'espace disque ou choisissez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and can't be used as a GeoPackage ({reason}); choose another file.</source>
        <translation>{name} existe et ne peut pas servir de GeoPackage ({reason}) ; choisissez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>The backend stopped; it is started again.</source>
        <translation>Le backend s'est arrêté ; il est relancé.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>{done} of {total} photos, {time} left: {name}</source>
        <translation>{done} photos sur {total}, encore {time} : {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Geolocate folder of photos</source>
        <translation>Géolocaliser un dossier de photos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken; can be stopped and continued.</source>
        <translation>Estime où chaque photo d'un dossier a été prise ; peut être arrêté et repris.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>photos,images,batch,directory,geolocation,where,search area,resume,osint</source>
        <translation>photos,images,lot,dossier,géolocalisation,où,zone de recherche,reprendre,osint</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken. It can be stopped at any moment, even by a power cut: run it again with the same output, and it goes on with the photos that are missing or changed. A photo that can't be read becomes a row that says why, and is tried again next time.</source>
        <translation>Estime où chaque photo d'un dossier a été prise. Peut être arrêté à tout moment, même par une coupure de courant : relancez avec la même sortie, et le traitement reprend avec les photos manquantes ou modifiées. Une photo illisible devient une ligne qui dit pourquoi, et est réessayée la fois suivante.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Folder of photos</source>
        <translation>Dossier de photos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>hidden files, linked folders and heatmaps of an earlier run are left out.</source>
        <translation>les fichiers cachés, les dossiers liés et les cartes de chaleur d'une exécution antérieure sont ignorés.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Subfolders too</source>
        <translation>Sous-dossiers aussi</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>reads the folders inside as well.</source>
        <translation>lit aussi les dossiers qu'il contient.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area</source>
        <translation>Régions par zone de recherche</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>the likeliest ones are kept. A photo can have thousands, mostly tiny: all of them (0) take about 2 MB a photo, 20 about 0.5 MB.</source>
        <translation>les plus probables sont gardées. Une photo peut en avoir des milliers, souvent minuscules : toutes (0) prennent environ 2 Mo par photo, 20 environ 0,5 Mo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos and regions</source>
        <translation>Photos et régions</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoPackage. Its layer photos has a point for each photo: path in the folder, place, confidence, the camera's date, the EXIF position and, where there is one, how far off the point is and how much area had to be searched. Its layer regions has the search areas.</source>
        <translation>un GeoPackage. Sa couche photos a un point par photo : chemin dans le dossier, lieu, confiance, date de l'appareil, position EXIF et, s'il y en a une, l'écart du point et la surface qu'il a fallu fouiller. Sa couche regions a les zones de recherche.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Heatmap folder</source>
        <translation>Dossier des cartes de chaleur</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoTIFF for each photo, such as photo.jpg.tif; about 5 MB each.</source>
        <translation>un GeoTIFF par photo, par exemple photo.jpg.tif ; environ 5 Mo chacun.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area (0: all)</source>
        <translation>Régions par zone de recherche (0 : toutes)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions</source>
        <translation>Régions</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos done</source>
        <translation>Photos terminées</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos failed</source>
        <translation>Photos en échec</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The folder {name} has no photos; choose another one.</source>
        <translation>Le dossier {name} n'a pas de photos ; choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The output holds two layers: give a GeoPackage, a file that ends in .gpkg.</source>
        <translation>La sortie contient deux couches : indiquez un GeoPackage, un fichier se terminant par .gpkg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>{count} photos of the output are not in the folder any more; their rows stay.</source>
        <translation>{count} photos de la sortie ne sont plus dans le dossier ; leurs lignes restent.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Geolocate photo</source>
        <translation>Géolocaliser une photo</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken: a heatmap and ranked search areas.</source>
        <translation>Estime où une photo a été prise : une carte de chaleur et des zones de recherche classées.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>photo,image,geolocation,where,heatmap,probability,search area,recall,osint</source>
        <translation>photo,image,géolocalisation,où,carte de chaleur,probabilité,zone de recherche,rappel,osint</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken, from its content alone.</source>
        <translation>Estime où une photo a été prise, d'après son seul contenu.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a JPEG, PNG, WebP or TIFF file.</source>
        <translation>un fichier JPEG, PNG, WebP ou TIFF.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Heatmap</source>
        <translation>Carte de chaleur</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a GeoTIFF in EPSG:4326 with the probability per km² in every pixel.</source>
        <translation>un GeoTIFF en EPSG:4326 avec la probabilité par km² dans chaque pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the densest ground for each budget and recall: a polygon a region, ranked, with its place.</source>
        <translation>le terrain le plus dense pour chaque budget et rappel : un polygone par région, classé, avec son lieu.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the single likeliest position, with confidence and bundle.</source>
        <translation>la position la plus probable, avec la confiance et le paquet de modèles.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Result file</source>
        <translation>Fichier de résultat</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>everything as JSON, with the versions and checksums of what made it.</source>
        <translation>tout en JSON, avec les versions et empreintes de ce qui l'a produit.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>JSON files (*.json)</source>
        <translation>Fichiers JSON (*.json)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Latitude of the best point</source>
        <translation>Latitude du meilleur point</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Longitude of the best point</source>
        <translation>Longitude du meilleur point</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Place of the best point</source>
        <translation>Lieu du meilleur point</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Confidence</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Note on the confidence</source>
        <translation>Remarque sur la confiance</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>What it ran on</source>
        <translation>Sur quoi cela a fonctionné</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The heatmap is a GeoTIFF: give a file that ends in .tif.</source>
        <translation>La carte de chaleur est un GeoTIFF : indiquez un fichier se terminant par .tif.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{name} can't hold both layers: give search areas and best point a file each.</source>
        <translation>{name} ne peut pas contenir les deux couches : donnez un fichier à chacun, zones de recherche et meilleur point.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The backend's search areas can't be read; update the plugin and its backend.</source>
        <translation>Les zones de recherche du backend sont illisibles ; mettez à jour l'extension et son backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{photo}: {place} ({lat:.3f}, {lon:.3f})</source>
        <translation>{photo} : {place} ({lat:.3f}, {lon:.3f})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>no place name</source>
        <translation>pas de nom de lieu</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>A feature can't be written ({reason}); choose another place.</source>
        <translation>Une entité ne peut pas être écrite ({reason}) ; choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>{name} can't be written whole; free some disk space or choose another place.</source>
        <translation>{name} ne peut pas être écrit en entier ; libérez de l'espace disque ou choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); choose another folder.</source>
        <translation>Le dossier {name} ne peut pas être lu ({reason}) ; choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>{name} can't be read ({reason}); check its permissions.</source>
        <translation>{name} ne peut pas être lu ({reason}) ; vérifiez ses droits d'accès.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} has no pixels to read; choose a raster file, or save the layer as one.</source>
        <translation>{name} n'a pas de pixels lisibles ; choisissez un fichier raster, ou enregistrez la couche comme tel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has no CRS; set the layer's CRS first.</source>
        <translation>{name} n'a pas de SCR ; définissez d'abord le SCR de la couche.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} counts its nodata value as a value; tick “No data value” in the layer's properties, or save the layer as a file without one.</source>
        <translation>{name} compte sa valeur nodata comme une valeur ; cochez « Valeur nulle » dans les propriétés de la couche, ou enregistrez la couche dans un fichier qui n'en a pas.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} is larger than 1 GB; save it coarser, or clip it.</source>
        <translation>{name} dépasse 1 Go ; enregistrez-le plus grossièrement, ou découpez-le.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} can't be written as a GeoTIFF; save the layer as one and choose that.</source>
        <translation>{name} ne peut pas être écrit en GeoTIFF ; enregistrez la couche ainsi et choisissez ce fichier.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area of predictions</source>
        <translation>Rappel selon la surface des prédictions (Recall vs Area)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Which share of photos is found when an area is searched: table, curve and intervals.</source>
        <translation>Quelle part des photos est trouvée quand une surface est fouillée : table, courbe et intervalles.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>recall,area,evaluation,accuracy,curve,truth,bootstrap,validation</source>
        <translation>rappel,recall,surface,évaluation,exactitude,courbe,vérité,bootstrap,validation</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Tells how good predictions are where the true places are known: for each area budget, the share of photos whose true place lies in the densest ground of that size, with a 95 % interval.</source>
        <translation>Dit la qualité de prédictions dont les vrais lieux sont connus : pour chaque budget de surface, la part des photos dont le vrai lieu est dans le terrain le plus dense de cette taille, avec un intervalle à 95 %.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos or true places</source>
        <translation>Photos ou vrais lieux</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the layer photos of “Geolocate folder of photos”, any layer with such areas, or true places.</source>
        <translation>la couche photos de « Géolocaliser un dossier de photos », toute couche ayant de telles surfaces, ou les vrais lieux.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth</source>
        <translation>Champ de la surface jusqu'au vrai lieu</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the area in km² that had to be searched until the true place was found.</source>
        <translation>la surface en km² qu'il a fallu fouiller jusqu'à trouver le vrai lieu.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the heatmap</source>
        <translation>Champ de la carte de chaleur</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>instead of such areas: the file name of each true place's heatmap; the areas are then measured. The layer must have points.</source>
        <translation>au lieu de telles surfaces : le nom de fichier de la carte de chaleur de chaque vrai lieu ; les surfaces sont alors mesurées. La couche doit avoir des points.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>where these files are; not needed for whole paths.</source>
        <translation>où se trouvent ces fichiers ; inutile pour des chemins complets.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Values of the heatmaps</source>
        <translation>Valeurs des cartes de chaleur</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>probability per area, or probability in each pixel.</source>
        <translation>probabilité par surface, ou probabilité dans chaque pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets</source>
        <translation>Budgets de surface</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>further areas in km² for the table, such as “5000 100000”.</source>
        <translation>autres surfaces en km² pour la table, comme « 5000 100000 ».</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>a row an area budget: recall, interval, photos; the caps of 25 to 2500 km are named.</source>
        <translation>une ligne par budget de surface : rappel, intervalle, photos ; les calottes de 25 à 2500 km sont nommées.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Plot</source>
        <translation>Graphique</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the curve, as SVG or PNG.</source>
        <translation>la courbe, en SVG ou PNG.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>table and curve as a page of HTML.</source>
        <translation>table et courbe en page HTML.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Rows without an area or a heatmap are left out, and counted.</source>
        <translation>Les lignes sans surface ni carte de chaleur sont ignorées, et comptées.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth (km²)</source>
        <translation>Champ de la surface jusqu'au vrai lieu (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability per area</source>
        <translation>Probabilité par surface</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability in each pixel</source>
        <translation>Probabilité dans chaque pixel</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>SVG files (*.svg);;PNG files (*.png)</source>
        <translation>Fichiers SVG (*.svg);;Fichiers PNG (*.png)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos counted</source>
        <translation>Photos comptées</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos left out</source>
        <translation>Photos ignorées</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area in km²</source>
        <translation>Moyenne du log10 de la surface en km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall at a cap of {km} km</source>
        <translation>Rappel à une calotte de {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The plot must be a file that ends in .svg or .png.</source>
        <translation>Le graphique doit être un fichier se terminant par .svg ou .png.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have no area to the truth and are left out.</source>
        <translation>{count} lignes n'ont pas de surface jusqu'au vrai lieu et sont ignorées.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have an area larger than the Earth and are left out; areas must be in km².</source>
        <translation>{count} lignes ont une surface plus grande que la Terre et sont ignorées ; les surfaces doivent être en km².</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>No row has an area to the truth; choose another field, or photos with an EXIF position.</source>
        <translation>Aucune ligne n'a de surface jusqu'au vrai lieu ; choisissez un autre champ, ou des photos avec une position EXIF.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{cap}: {recall} (95 %: {low} to {high})</source>
        <translation>{cap} : {recall} (95 % : {low} à {high})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The layer has no field “{name}”; choose the field of the area to the truth, or of the heatmap.</source>
        <translation>La couche n'a pas de champ « {name} » ; choisissez le champ de la surface jusqu'au vrai lieu, ou celui de la carte de chaleur.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>There is no heatmap {name}.</source>
        <translation>Il n'y a pas de carte de chaleur {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area: {name}, {count} photos</source>
        <translation>Rappel selon la surface : {name}, {count} photos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The field “{name}” holds “{value}”: add the table as delimited text and say there that the comma is for decimals, or write numbers with a point.</source>
        <translation>Le champ « {name} » contient « {value} » : ajoutez la table comme texte délimité en y précisant que la virgule est le séparateur décimal, ou écrivez les nombres avec un point.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The true places must be points; choose a layer of points.</source>
        <translation>Les vrais lieux doivent être des points ; choisissez une couche de points.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>km²</source>
        <translation>km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>95 % interval</source>
        <translation>Intervalle à 95 %</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area: {value:.3f} (95 %: {low:.3f} to {high:.3f}), that is {area} km².</source>
        <translation>Moyenne du log10 de la surface : {value:.3f} (95 % : {low:.3f} à {high:.3f}), soit {area} km².</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>The plot can't be drawn as a PNG; choose a file that ends in .svg.</source>
        <translation>Le graphique ne peut pas être dessiné en PNG ; choisissez un fichier se terminant par .svg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{name} can't be drawn; choose a file that ends in .svg or .png.</source>
        <translation>{name} ne peut pas être dessiné ; choisissez un fichier se terminant par .svg ou .png.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Area searched, densest first (km²)</source>
        <translation>Surface fouillée, la plus dense d'abord (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Photos found</source>
        <translation>Photos trouvées</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{radius} km: {percent}</source>
        <translation>{radius} km : {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas from heatmap</source>
        <translation>Zones de recherche d'une carte de chaleur</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Outlines the densest ground of a raster that fits an area or holds a probability.</source>
        <translation>Délimite le terrain le plus dense d'un raster qui tient dans une surface ou contient une probabilité.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>raster,density,probability,highest density region,area budget,recall,polygons</source>
        <translation>raster,densité,probabilité,région de plus haute densité,budget de surface,rappel,polygones</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finds the densest ground of a raster: as much as fits an area budget, or as little as holds a probability. The regions are ranked by their probability and named after the place they lie in.</source>
        <translation>Trouve le terrain le plus dense d'un raster : autant qu'il en tient dans un budget de surface, ou aussi peu qu'il en faut pour une probabilité. Les régions sont classées par probabilité et nommées d'après le lieu où elles se trouvent.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>any raster layer; nodata and values below 0 count as 0.</source>
        <translation>toute couche raster ; les valeurs nulles (nodata) ou inférieures à 0 comptent pour 0.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Band</source>
        <translation>Bande</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>the band with the values.</source>
        <translation>la bande des valeurs.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>probability per area (the same for pixels of any size), or probability in each pixel.</source>
        <translation>probabilité par surface (la même pour des pixels de toute taille), ou probabilité dans chaque pixel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>areas in km², separated by spaces or semicolons, such as “5000 100000”.</source>
        <translation>surfaces en km², séparées par des espaces ou des points-virgules, comme « 5000 100000 ».</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities</source>
        <translation>Probabilités</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>shares of the raster's whole probability, such as “0.5 0.8”. They promise no recall.</source>
        <translation>parts de la probabilité totale du raster, comme « 0.5 0.8 ». Elles ne garantissent aucun rappel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>a polygon a region with rank, place, country, area_km2, probability and density.</source>
        <translation>un polygone par région avec rank, place, country, area_km2, probability et density.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities (between 0 and 1)</source>
        <translation>Probabilités (entre 0 et 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Number of regions</source>
        <translation>Nombre de régions</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Reading the raster …</source>
        <translation>Lecture du raster …</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>There is nothing to find: give an area budget in km² or a probability.</source>
        <translation>Il n'y a rien à chercher : indiquez un budget de surface en km² ou une probabilité.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>The backend's answer has no regions; update the plugin and its backend together.</source>
        <translation>La réponse du backend n'a pas de régions ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>There are {count} area budgets and recalls: give at most {most}.</source>
        <translation>Il y a {count} budgets de surface et rappels : indiquez-en {most} au plus.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets (km²)</source>
        <translation>Budgets de surface (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls (between 0 and 1)</source>
        <translation>Rappels (entre 0 et 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>areas in km² to search, separated by spaces or semicolons, such as “5000 100000”. Without any, and without a recall, the areas of circles of 25, 200, 750 and 2500 km are used.</source>
        <translation>surfaces à fouiller en km², séparées par des espaces ou des points-virgules, comme « 5000 100000 ». Sans surface ni rappel, celles de cercles de 25, 200, 750 et 2500 km sont utilisées.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls</source>
        <translation>Rappels</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>wanted chances that the area holds the true place, such as “0.5 0.8”. A bundle that was not calibrated promises none.</source>
        <translation>chances voulues que la zone contienne le vrai lieu, comme « 0.5 0.8 ». Un paquet de modèles non calibré n'en garantit aucune.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no area budget: give square kilometres from {smallest:g} to 510 million, the whole Earth, with a point for decimals and a space between budgets.</source>
        <translation>« {text} » n'est pas un budget de surface : indiquez des kilomètres carrés de {smallest:g} à 510 millions, la Terre entière, avec un point décimal et une espace entre les budgets.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no recall: give numbers above 0 and below 1, with a point for decimals and a space between recalls.</source>
        <translation>« {text} » n'est pas un rappel : indiquez des nombres supérieurs à 0 et inférieurs à 1, avec un point décimal et une espace entre les rappels.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos stay on this machine.</source>
        <translation>Les photos restent sur cette machine.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>No photo is sent: the remote backend's address in the options is none.</source>
        <translation>Aucune photo n'est envoyée : l'adresse du backend distant dans les options n'en est pas une.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos are sent to {host}.</source>
        <translation>Les photos sont envoyées à {host}.</translation>
    </message>
    <message>
        <location filename="../../plugin/removal.py"/>
        <source>Photo Geolocator: removing files</source>
        <translation>Photo Geolocator : suppression de fichiers</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>{name} must end in .pdf or .png; choose another name.</source>
        <translation>{name} doit se terminer par .pdf ou .png ; choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Where was {name} taken?</source>
        <translation>Où {name} a-t-elle été prise ?</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>the temporary folder is full</source>
        <translation>le dossier temporaire est plein</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>World</source>
        <translation>Monde</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator report</source>
        <translation>Rapport Photo Geolocator</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator · report of {time}</source>
        <translation>Photo Geolocator · rapport du {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>The photo can't be shown.</source>
        <translation>La photo ne peut pas être montrée.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Unsure: {text}</source>
        <translation>Incertain : {text}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Best point: {position}</source>
        <translation>Meilleur point : {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Taken at {time}, says the photo's EXIF</source>
        <translation>Prise le {time}, d'après les EXIF de la photo</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>EXIF position, for comparison only: {position}</source>
        <translation>Position EXIF, pour comparaison seulement : {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>It is {distance} km from the best point; {area} must be searched to reach it</source>
        <translation>Elle est à {distance} km du meilleur point ; il faut fouiller {area} pour l'atteindre</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Search area {label}: {area} in {count} regions, probability {probability}</source>
        <translation>Zone de recherche {label} : {area} en {count} régions, probabilité {probability}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>How often such areas hold the truth is not known.</source>
        <translation>On ne sait pas combien de fois de telles zones contiennent le vrai lieu.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Areas of this size held the truth of {share} of the bundle's validation photos.</source>
        <translation>Les zones de cette taille contenaient le vrai lieu de {share} des photos de validation du paquet de modèles.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo SHA-256 {sha256}</source>
        <translation>SHA-256 de la photo {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Estimated from the photo's content alone; no predictor saw its EXIF position.</source>
        <translation>Estimé d'après le seul contenu de la photo ; aucun prédicteur n'a vu sa position EXIF.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>Nothing is selected in {name}; select the polygons first.</source>
        <translation>Rien n'est sélectionné dans {name} ; sélectionnez d'abord les polygones.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>A polygon of {name} lies where its CRS has no place on the Earth; correct or remove it.</source>
        <translation>Un polygone de {name} se trouve là où son SCR n'a aucun lieu sur la Terre ; corrigez-le ou supprimez-le.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has more than 2 million vertices; select fewer polygons or simplify them.</source>
        <translation>{name} a plus de 2 millions de sommets ; sélectionnez moins de polygones ou simplifiez-les.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} holds no polygon; choose another layer.</source>
        <translation>{name} ne contient aucun polygone ; choisissez une autre couche.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>The map shows more than its CRS can tell places of; zoom in first.</source>
        <translation>La carte montre plus que ce que son SCR peut situer ; zoomez d'abord.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not readable JSON; update the plugin and its backend together.</source>
        <translation>La réponse du backend n'est pas un JSON lisible ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not a JSON object; update the plugin and its backend together.</source>
        <translation>La réponse du backend n'est pas un objet JSON ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer lacks a usable “{key}”; update the plugin and its backend together.</source>
        <translation>Il manque à la réponse du backend un « {key} » utilisable ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>Of photos that look as clear as this one, about {percent:.0f} % were taken within {radius:g} km of the best point.</source>
        <translation>Parmi les photos qui paraissent aussi claires que celle-ci, environ {percent:.0f} % ont été prises à moins de {radius:g} km du meilleur point.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's result has schema version {version}, this plugin reads {readable}; update the plugin and its backend together.</source>
        <translation>Le résultat du backend a la version de schéma {version}, cette extension lit {readable} ; mettez à jour l'extension et son backend ensemble.</translation>
    </message>
    <message>
        <location filename="../../plugin/result_shelf.py"/>
        <source>The result of {name} is no longer kept; geolocate the photo again.</source>
        <translation>Le résultat de {name} n'est plus conservé ; géolocalisez la photo à nouveau.</translation>
    </message>
    <message>
        <location filename="../../plugin/uninstaller.py"/>
        <source>{folder} could not be removed: close other programs that use it and try again.</source>
        <translation>{folder} n'a pas pu être supprimé : fermez les autres programmes qui l'utilisent et réessayez.</translation>
    </message>
    <message>
        <location filename="../../plugin/whole_files.py"/>
        <source>{name} can't be written ({reason}); choose another place.</source>
        <translation>{name} ne peut pas être écrit ({reason}) ; choisissez un autre emplacement.</translation>
    </message>
    <message>
        <location filename="../../plugin/writing.py"/>
        <source>The folder for the results can't be made ({reason}); choose another folder.</source>
        <translation>Le dossier des résultats ne peut pas être créé ({reason}) ; choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'temperature': install it again.</source>
        <translation>Le calibrage du paquet de modèles n'a pas de 'temperature' valide : réinstallez-le.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'photos': install it again.</source>
        <translation>Le calibrage du paquet de modèles n'a pas de 'photos' valides : réinstallez-le.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle was not calibrated, so it promises no recall: ask for an area in km2.</source>
        <translation>Ce paquet de modèles n'a pas été calibré et ne garantit donc aucun rappel : demandez une surface en km².</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle has no Recall vs Area curve: ask for the recall by photo.</source>
        <translation>Ce paquet de modèles n'a pas de courbe du rappel selon la surface : demandez le rappel par photo.</translation>
    </message>
    <message>
        <location filename="../../backend/confidence.py"/>
        <source>The bundle's calibration has no valid 'confidence': install it again.</source>
        <translation>Le calibrage du paquet de modèles n'a pas de 'confidence' valide : réinstallez-le.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>This is no valid HTTP request.</source>
        <translation>Ce n'est pas une requête HTTP valable.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>The backend has too many connections: try again in a moment.</source>
        <translation>Le backend a trop de connexions : réessayez dans un instant.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <source>The raster holds no value above 0 on Earth: choose a raster of densities, and the right band.</source>
        <translation>Le raster n'a aucune valeur supérieure à 0 sur la Terre : choisissez un raster de densités, et la bonne bande.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <location filename="../../backend/jobs_api.py"/>
        <location filename="../../backend/maps.py"/>
        <source>Give either area_km2 or recall.</source>
        <translation>Indiquez soit area_km2, soit recall.</translation>
    </message>
    <message>
        <location filename="../../backend/ensemble.py"/>
        <source>The predictors contradict one another everywhere: no place is left on the map.</source>
        <translation>Les prédicteurs se contredisent partout : il ne reste aucun lieu sur la carte.</translation>
    </message>
    <message>
        <location filename="../../backend/georeference.py"/>
        <source>The raster lies outside of what its coordinate system can show: check its CRS.</source>
        <translation>Le raster est hors de ce que son système de coordonnées peut montrer : vérifiez son SCR.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The SHA-256 of a bundle has 64 hexadecimal digits: copy it from whoever published it.</source>
        <translation>L'empreinte SHA-256 d'un paquet de modèles a 64 chiffres hexadécimaux : copiez-la auprès de qui l'a publié.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The starter bundle comes with the plugin and can't be removed.</source>
        <translation>Le paquet de modèles starter fait partie de l'extension et ne peut pas être supprimé.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>Another process installs or removes a bundle: wait until it has ended.</source>
        <translation>Un autre processus installe ou supprime un paquet de modèles : attendez qu'il ait fini.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>Many photos are waiting already: the next one can come in a moment.</source>
        <translation>Beaucoup de photos attendent déjà : la suivante pourra venir dans un instant.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo can't be stored: check the disk's free space.</source>
        <translation>La photo ne peut pas être enregistrée : vérifiez l'espace libre du disque.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend no longer has this photo's result: it was removed, or the backend was restarted; geolocate the photo again.</source>
        <translation>Le backend n'a plus le résultat de cette photo : il a été supprimé, ou le backend a été redémarré ; géolocalisez la photo de nouveau.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo was cancelled.</source>
        <translation>La photo a été annulée.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend failed on this photo: see its log.</source>
        <translation>Le backend a échoué sur cette photo : voyez son journal.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The bundle's validation photos do not speak for this map, so no recall is promised: a recall is the share of the map's own probability.</source>
        <translation>Les photos de validation du paquet de modèles ne valent pas pour cette carte, donc aucun rappel n'est garanti : un rappel est la part de la probabilité de la carte elle-même.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>This bundle was not calibrated: a recall is the share of the map's own probability.</source>
        <translation>Ce paquet de modèles n'a pas été calibré : un rappel est la part de la probabilité de la carte elle-même.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A photo is named twice: name each one once.</source>
        <translation>Une photo est nommée deux fois : nommez chacune une seule fois.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The Recall vs Area curve does not speak for a map with choices of your own: ask for an area in km2, or for a share of the map's probability.</source>
        <translation>La courbe du rappel selon la surface ne vaut pas pour une carte faite de vos propres choix : demandez une surface en km², ou une part de la probabilité de la carte.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A prior is named twice: give it one weight.</source>
        <translation>Un a priori est nommé deux fois : donnez-lui un seul poids.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>Nothing makes this map: switch on a member of the ensemble, or give a prior some weight.</source>
        <translation>Rien ne produit cette carte : activez un membre de l'ensemble, ou donnez du poids à un a priori.</translation>
    </message>
    <message>
        <location filename="../../backend/maps_api.py"/>
        <source>Give either polygons or countries.</source>
        <translation>Indiquez soit des polygones, soit des pays.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The cells' map can't be written: check the disk's free space.</source>
        <translation>La carte des cellules ne peut pas être écrite : vérifiez l'espace libre du disque.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The attribute's map can't be written: check the disk's free space.</source>
        <translation>La carte de l'attribut ne peut pas être écrite : vérifiez l'espace libre du disque.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has no position on Earth: assign its CRS and extent first.</source>
        <translation>Le raster n'a pas de position sur la Terre : attribuez-lui d'abord un SCR et une emprise.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has an extent that is not valid: its pixels have no size.</source>
        <translation>Le raster a une emprise non valide : ses pixels n'ont pas de taille.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has a coordinate system that can't be brought to longitudes and latitudes: reproject it.</source>
        <translation>Le raster a un système de coordonnées qui ne peut pas être ramené à des longitudes et latitudes : reprojetez-le.</translation>
    </message>
    <message>
        <location filename="../../backend/rasters.py"/>
        <source>There is no such raster: it was removed, made room for others, or the backend was restarted; send it again.</source>
        <translation>Ce raster n'existe pas : il a été supprimé, a cédé la place à d'autres, ou le backend a été redémarré ; envoyez-le à nouveau.</translation>
    </message>
    <message>
        <location filename="../../backend/refined.py"/>
        <source>These priors are too detailed to be combined: use fewer of them, or coarser ones.</source>
        <translation>Ces a priori sont trop détaillés pour être combinés : utilisez-en moins, ou de plus grossiers.</translation>
    </message>
    <message>
        <location filename="../../backend/result.py"/>
        <source>This bundle was not calibrated.</source>
        <translation>Ce paquet de modèles n'a pas été calibré.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>This is not one of the backend's names: use the address that it announced.</source>
        <translation>Ce n'est pas un des noms du backend : utilisez l'adresse qu'il a annoncée.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend answers programs, not web pages.</source>
        <translation>Le backend répond à des programmes, pas à des pages web.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The token is missing or not the one of this launch.</source>
        <translation>Le jeton manque ou n'est pas celui de ce lancement.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend failed on this request: see its log.</source>
        <translation>Le backend a échoué sur cette requête : voyez son journal.</translation>
    </message>
    <message>
        <location filename="../../backend/turns.py"/>
        <source>The backend is busy with what others asked for: try again in a moment.</source>
        <translation>Le backend est occupé par les demandes d'autres personnes : réessayez dans un instant.</translation>
    </message>
    <message>
        <location filename="../../backend/web.py"/>
        <source>The file is not there any more: its photo's result or map was removed.</source>
        <translation>Le fichier n'existe plus : le résultat ou la carte de sa photo a été supprimé.</translation>
    </message>
</context>
</TS>

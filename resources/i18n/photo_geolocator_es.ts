<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Glossary, Spanish. People are addressed as QGIS's own translation does: usted.

  photo = foto
  geolocate = geolocalizar
  search area = área de búsqueda
  area budget = presupuesto de área
  recall = exhaustividad
  heatmap = mapa de calor
  density = densidad
  bundle = paquete de modelos
  predictor = predictor
  ensemble = conjunto
  member = miembro
  prior = a priori
  restriction = restricción
  confidence = confianza
  best point = mejor punto
  true place = lugar verdadero
  cap = casquete
  layer = capa
  CRS = SRC
-->
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>PhotoGeolocator</name>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was stopped because its set-up changed; start again.</source>
        <translation>El backend se detuvo porque cambió su instalación; empiece de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend could not start.</source>
        <translation>El backend no pudo iniciarse.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend can't be started ({reason}); check its Python environment.</source>
        <translation>No se puede iniciar el backend ({reason}); compruebe su entorno de Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>exit code {code}</source>
        <translation>código de salida {code}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>a crash</source>
        <translation>un fallo</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped unexpectedly ({how}); start again to restart it.</source>
        <translation>El backend se detuvo inesperadamente ({how}); empiece de nuevo para reiniciarlo.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{how}, last words: {words}</source>
        <translation>{how}, últimas palabras: {words}</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend stopped before it was ready ({how}); check its Python environment.</source>
        <translation>El backend se detuvo antes de estar listo ({how}); compruebe su entorno de Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend was not ready after {seconds} s; start again, or reinstall it.</source>
        <translation>El backend no estaba listo tras {seconds} s; empiece de nuevo o reinstálelo.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend is not set up yet: choose “Set up” in the plugin's options.</source>
        <translation>El backend aún no está instalado: elija «Instalar» en las opciones del complemento.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} is a folder</source>
        <translation>{path} es una carpeta</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>{path} does not exist</source>
        <translation>{path} no existe</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct the environment variable {variable}.</source>
        <translation>No se puede usar el Python del backend ({fault}); corrija la variable de entorno {variable}.</translation>
    </message>
    <message>
        <location filename="../../plugin/backend_process.py"/>
        <source>The backend's Python can't be used ({fault}); correct Python in the plugin's options, or empty it and choose “Set up” there.</source>
        <translation>No se puede usar el Python del backend ({fault}); corrija «Python» en las opciones del complemento, o vacíelo y elija allí «Instalar».</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Verifying {name} …</source>
        <translation>Verificando {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Checking and installing {name} …</source>
        <translation>Comprobando e instalando {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The address of a bundle begins with https:// and names a zip file.</source>
        <translation>La dirección de un paquete de modelos empieza por https:// y nombra un archivo zip.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Bundles need the backend: set it up first.</source>
        <translation>Los paquetes de modelos necesitan el backend: instálelo primero.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend's answer can't be read: set the backend up again.</source>
        <translation>No se puede leer la respuesta del backend: vuelva a instalar el backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend can't be started: repair it in the plugin's options.</source>
        <translation>No se puede iniciar el backend: repárelo en las opciones del complemento.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle is larger than {size} GB.</source>
        <translation>El paquete de modelos supera {size} GB.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>Downloading: {size:.1f} MB</source>
        <translation>Descargando: {size:.1f} MB</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The downloaded file has SHA-256 {found}…, not {expected}…: nothing was installed; check the address and the hash with whoever gave them to you.</source>
        <translation>El archivo descargado tiene SHA-256 {found}…, no {expected}…: no se instaló nada; compruebe la dirección y el hash con quien se los dio.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The bundle could not be downloaded ({reason}): check the address and the connection.</source>
        <translation>No se pudo descargar el paquete de modelos ({reason}): compruebe la dirección y la conexión.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The backend stopped without a word: set it up again.</source>
        <translation>El backend se detuvo sin decir nada: vuelva a instalarlo.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>A bundle from the internet needs its SHA-256, 64 hexadecimal digits, from whoever published it.</source>
        <translation>Un paquete de modelos de internet necesita su SHA-256, 64 dígitos hexadecimales, de quien lo publicó.</translation>
    </message>
    <message>
        <location filename="../../plugin/bundles.py"/>
        <source>The download can't be kept ({reason}): free some space on the disk of temporary files.</source>
        <translation>No se puede guardar la descarga ({reason}): libere espacio en el disco de archivos temporales.</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>The heatmap follows …</source>
        <translation>Sigue el mapa de calor …</translation>
    </message>
    <message>
        <location filename="../../plugin/chosen_map.py"/>
        <source>Fetching the map of {member} …</source>
        <translation>Obteniendo el mapa de {member} …</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>This computer does not trust the remote backend's certificate; install the certificate of the authority that signed it, or correct the address in the options.</source>
        <translation>Este equipo no confía en el certificado del backend remoto; instale el certificado de la autoridad que lo firmó, o corrija la dirección en las opciones.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend did not answer ({reason}); check that it runs, and its address in the options.</source>
        <translation>El backend remoto no respondió ({reason}); compruebe que está en marcha, y su dirección en las opciones.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend did not answer ({reason}); start again.</source>
        <translation>El backend no respondió ({reason}); empiece de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend's answer broke off ({reason}); start again.</source>
        <translation>La respuesta del backend se interrumpió ({reason}); empiece de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend refused with HTTP status {status} and no reason; update the plugin and its backend together.</source>
        <translation>El backend rechazó con el estado HTTP {status} y sin motivo; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend sent an empty {name}; start again.</source>
        <translation>El backend envió un archivo {name} vacío; empiece de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>Only a part of {name} arrived from the backend; start again.</source>
        <translation>Solo llegó una parte de {name} del backend; empiece de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's token has letters that no token has; correct it in the options.</source>
        <translation>El token del backend remoto tiene caracteres que ningún token tiene; corríjalo en las opciones.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>What answers at the remote backend's address is not a backend of this version; correct the address in the options, or update the plugin and its backend together.</source>
        <translation>Lo que responde en la dirección del backend remoto no es un backend de esta versión; corrija la dirección en las opciones, o actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend refused the token; correct it in the options.</source>
        <translation>El backend remoto rechazó el token; corríjalo en las opciones.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The backend announced an address outside this machine; reinstall the plugin.</source>
        <translation>El backend anunció una dirección fuera de este equipo; reinstale el complemento.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is no https://host:port; correct it in the options.</source>
        <translation>La dirección del backend remoto no es https://equipo:puerto; corríjala en las opciones.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>The remote backend's address is not encrypted (http); use https, or accept it in the options.</source>
        <translation>La dirección del backend remoto no está cifrada (http); use https, o acéptelo en las opciones.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} does not exist; choose another photo.</source>
        <translation>{name} no existe; elija otra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be reached ({reason}); choose another photo.</source>
        <translation>No se puede acceder a {name} ({reason}); elija otra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is a folder; choose a single photo inside it.</source>
        <translation>{name} es una carpeta; elija una sola foto dentro de ella.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is not a file; choose another photo.</source>
        <translation>{name} no es un archivo; elija otra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} is larger than {size} MB; save it smaller.</source>
        <translation>{name} supera {size} MB; guárdela más pequeña.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be opened ({reason}); check its permissions or choose another photo.</source>
        <translation>No se puede abrir {name} ({reason}); compruebe sus permisos o elija otra foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/client.py"/>
        <source>{name} can't be read ({reason}); choose another raster.</source>
        <translation>No se puede leer {name} ({reason}); elija otro ráster.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>The backend no longer holds {name}; geolocate it again, then fuse.</source>
        <translation>El backend ya no tiene {name}; geolocalícela de nuevo y después fusione.</translation>
    </message>
    <message>
        <location filename="../../plugin/fusion.py"/>
        <source>{names} + {count} more</source>
        <translation>{names} + {count} más</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>A photo is being geolocated; wait for it or cancel it first.</source>
        <translation>Se está geolocalizando una foto; espere o cancélela primero.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend no longer holds {name}; geolocate it again.</source>
        <translation>El backend ya no tiene {name}; geolocalícela de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} was not finished. {reason}</source>
        <translation>{name} no se terminó. {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>The backend failed and gave no reason; start again.</source>
        <translation>El backend falló sin dar motivo; empiece de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/geolocation.py"/>
        <source>{name} can't be replaced ({reason}); choose another folder.</source>
        <translation>No se puede reemplazar {name} ({reason}); elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>The GPU failed; the processor goes on with the photos, more slowly: {reason}</source>
        <translation>La tarjeta gráfica ha fallado; el procesador sigue con las fotos, más despacio: {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/gpu_loss.py"/>
        <source>the backend gave no reason.</source>
        <translation>el backend no dio ningún motivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{label}: {percent}</source>
        <translation>{label}: {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/attribute_bars.py"/>
        <source>{text} (predicted)</source>
        <translation>{text} (predicho)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Photo Geolocator: bundles</source>
        <translation>Photo Geolocator: paquetes de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle</source>
        <translation>Paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Use</source>
        <translation>&amp;Usar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Verify</source>
        <translation>&amp;Verificar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>&amp;Delete …</source>
        <translation>&amp;Eliminar …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a zip &amp;file …</source>
        <translation>Instalar un &amp;archivo zip …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install a f&amp;older …</source>
        <translation>Instalar una ca&amp;rpeta …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>64 hexadecimal digits, from whoever published the bundle</source>
        <translation>64 dígitos hexadecimales, de quien publicó el paquete</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Do&amp;wnload and install</source>
        <translation>&amp;Descargar e instalar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Ca&amp;ncel</source>
        <translation>Ca&amp;ncelar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Install from an address</source>
        <translation>Instalar desde una dirección</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Address:</source>
        <translation>Dir&amp;ección:</translation>
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
        <translation>Cancelado.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{title} is used from the next photo on.</source>
        <translation>{title} se usa a partir de la próxima foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} is whole and unaltered.</source>
        <translation>{name} está completo e inalterado.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Delete the bundle {name} from this computer?</source>
        <translation>¿Eliminar el paquete de modelos {name} de este equipo?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was deleted.</source>
        <translation>{name} se eliminó.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle</source>
        <translation>Elegir un paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Bundles</source>
        <translation>Paquetes de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>Choose a bundle's folder</source>
        <translation>Elegir la carpeta de un paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/bundles_dialog.py"/>
        <source>{name} was installed.</source>
        <translation>{name} se instaló.</translation>
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
        <translation>&amp;Elegir …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos on the disk</source>
        <translation>Elegir fotos en el disco</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder, and what can be done with the photos</source>
        <translation>Elegir una carpeta, y qué se puede hacer con las fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>&amp;Geolocate</source>
        <translation>&amp;Geolocalizar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate the photos that wait, or the chosen one again</source>
        <translation>Geolocalizar las fotos en espera, o la elegida de nuevo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Saved in {package}, the heatmap as {heatmap} beside it.</source>
        <translation>Guardado en {package}, con el mapa de calor {heatmap} al lado.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The report is in {path}.</source>
        <translation>El informe está en {path}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a &amp;folder …</source>
        <translation>Elegir una &amp;carpeta …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Clear the &amp;list</source>
        <translation>Vaciar la &amp;lista</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate what failed &amp;again</source>
        <translation>&amp;Reintentar lo que falló</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Geolocate photos dropped on the &amp;map</source>
        <translation>Geolocalizar las fotos soltadas en el &amp;mapa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Otherwise QGIS opens them as raster layers</source>
        <translation>Si no, QGIS las abre como capas ráster</translation>
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
        <translation>Historial</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose photos</source>
        <translation>Elegir fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Choose a folder of photos</source>
        <translation>Elegir una carpeta de fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Write the report to</source>
        <translation>Escribir el informe en</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Save the result in a GeoPackage; one that exists gets further tables</source>
        <translation>Guardar el resultado en un GeoPackage; a uno existente se le añaden tablas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>GeoPackages (*.gpkg)</source>
        <translation>GeoPackages (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>The folder of {name} can't be opened.</source>
        <translation>No se puede abrir la carpeta de {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} files or folders can't be used. The first: {sentence}</source>
        <translation>{count} archivos o carpetas no se pueden usar. El primero: {sentence}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{name} was cancelled.</source>
        <translation>{name} se canceló.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>1 photo is left waiting.</source>
        <translation>Queda 1 foto en espera.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} photos are left waiting.</source>
        <translation>Quedan {count} fotos en espera.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Runs on {provider} · bundle {bundle} {version}</source>
        <translation>Funciona en {provider} · paquete {bundle} {version}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>A probability, not a proof.</source>
        <translation>Una probabilidad, no una prueba.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Cancelling …</source>
        <translation>Cancelando …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>Looking for photos … {count} found</source>
        <translation>Buscando fotos … {count} encontradas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{done} of {total} done</source>
        <translation>{done} de {total} terminadas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>{count} failed</source>
        <translation>{count} fallidas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/dock.py"/>
        <source>about {time} left</source>
        <translation>quedan unos {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>&amp;Reset</source>
        <translation>&amp;Restablecer</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>All members, no restriction, no priors: the map as it was</source>
        <translation>Todos los miembros, sin restricción ni a prioris: el mapa como era</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent</source>
        <translation>Exponente</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Let {member} count</source>
        <translation>Tener en cuenta {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Exponent of {member}</source>
        <translation>Exponente de {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>The power to which the member's map enters the product</source>
        <translation>La potencia con que el mapa del miembro entra en el producto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Map of {member}</source>
        <translation>Mapa de {member}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/ensemble_control.py"/>
        <source>Show what {member} alone says, as a layer</source>
        <translation>Mostrar lo que dice {member} por sí solo, como capa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <source>What the result is and is not, privacy, misuse</source>
        <translation>Qué es y qué no es el resultado, privacidad, mal uso</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/foot.py"/>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Responsible use</source>
        <translation>Uso responsable</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{number} million km²</source>
        <translation>{number} millones de km²</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>1 region</source>
        <translation>1 región</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{count} regions</source>
        <translation>{count} regiones</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>{label}: {area} in {regions}, probability {probability}</source>
        <translation>{label}: {area} en {regions}, probabilidad {probability}</translation>
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
        <translation>Iniciando el backend …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Waiting …</source>
        <translation>En espera …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Working …</source>
        <translation>Trabajando …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Reading the photo …</source>
        <translation>Leyendo la foto …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Asking the predictors …</source>
        <translation>Consultando los predictores …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Combining the predictors …</source>
        <translation>Combinando los predictores …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finding search areas …</source>
        <translation>Buscando áreas de búsqueda …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Writing the heatmap …</source>
        <translation>Escribiendo el mapa de calor …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/formats.py"/>
        <source>Fetching the result …</source>
        <translation>Obteniendo el resultado …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Photo Geolocator: guide</source>
        <translation>Photo Geolocator: guía</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Pages of the guide</source>
        <translation>Páginas de la guía</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/guide.py"/>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{percent} · {place}, unsure</source>
        <translation>{percent} · {place}, incierto</translation>
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
        <translation>Buscar por nombre, lugar o fecha</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Earlier results</source>
        <translation>Resultados anteriores</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Keep results here</source>
        <translation>&amp;Conservar los resultados aquí</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Keep the results of photos in QGIS's profile, with a thumbnail and the photo's path</source>
        <translation>Conservar los resultados de las fotos en el perfil de QGIS, con una miniatura y la ruta de la foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Open</source>
        <translation>&amp;Abrir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show the result and its layers again</source>
        <translation>Mostrar de nuevo el resultado y sus capas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>&amp;Forget</source>
        <translation>&amp;Olvidar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete the selected results from the history</source>
        <translation>Eliminar del historial los resultados seleccionados</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Show in the f&amp;ile manager</source>
        <translation>Mostrar en el &amp;gestor de archivos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Open the photo's folder</source>
        <translation>Abrir la carpeta de la foto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget &amp;all …</source>
        <translation>Olvidar &amp;todo …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history</source>
        <translation>Eliminar todos los resultados del historial</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>What else can be done with the history</source>
        <translation>Qué más se puede hacer con el historial</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Results of photos are listed here as they are found.</source>
        <translation>Los resultados de las fotos aparecen aquí a medida que se encuentran.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>1 result</source>
        <translation>1 resultado</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} results</source>
        <translation>{count} resultados</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{results}, {size} MB of at most {limit} MB: the oldest give way to new ones.</source>
        <translation>{results}, {size} MB de {limit} MB como máximo: los más antiguos dejan sitio a los nuevos.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>{count} more can't be read; “Forget all” deletes them too.</source>
        <translation>{count} más no se pueden leer; «Olvidar todo» también los elimina.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Forget all results</source>
        <translation>Olvidar todos los resultados</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/history_view.py"/>
        <source>Delete every result from the history? Layers on the map and saved results stay.</source>
        <translation>¿Eliminar todos los resultados del historial? Las capas del mapa y los resultados guardados permanecen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search only in</source>
        <translation>Buscar solo en</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Leave out</source>
        <translation>Excluir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search in a part of the Earth, or leave it out</source>
        <translation>Buscar en una parte de la Tierra, o excluirla</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>E&amp;xtent</source>
        <translation>E&amp;xtensión</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>What the map shows now</source>
        <translation>Lo que muestra ahora el mapa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>La&amp;yer</source>
        <translation>Ca&amp;pa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygons of a layer</source>
        <translation>Polígonos de una capa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Coun&amp;try</source>
        <translation>Paí&amp;s</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Whole countries</source>
        <translation>Países enteros</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Search everywhere again</source>
        <translation>Buscar otra vez en todas partes</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Raster layer of where photos are likely</source>
        <translation>Capa ráster de dónde son probables las fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Add as &amp;prior</source>
        <translation>Añadir como &amp;a priori</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Let a raster of densities count as one more factor; the higher its values, the likelier the place</source>
        <translation>Hacer que un ráster de densidades cuente como un factor más; cuanto mayores sus valores, más probable el lugar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Restricting …</source>
        <translation>Restringiendo …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Reading polygons …</source>
        <translation>Leyendo polígonos …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Adding {name} …</source>
        <translation>Añadiendo {name} …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Polygon layer</source>
        <translation>Capa de polígonos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>&amp;Selected features only</source>
        <translation>&amp;Solo los objetos seleccionados</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Find a country</source>
        <translation>Buscar un país</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Countries</source>
        <translation>Países</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Take the prior {name} out</source>
        <translation>Quitar el a priori {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Weight of {name}: 0 ignores it, 1 takes it at its word</source>
        <translation>Peso de {name}: 0 lo ignora, 1 lo toma al pie de la letra</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Searched only in {label} ({area})</source>
        <translation>Se busca solo en {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>Left out: {label} ({area})</source>
        <translation>Excluido: {label} ({area})</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/knowledge_control.py"/>
        <source>{percent} of the probability is left</source>
        <translation>Queda el {percent} de la probabilidad</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Copy &amp;diagnostics</source>
        <translation>Copiar el &amp;diagnóstico</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Versions and state, for a report; paths and names are taken out</source>
        <translation>Versiones y estado, para un informe de error; se quitan rutas y nombres</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Set up …</source>
        <translation>&amp;Instalar …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Update …</source>
        <translation>Ac&amp;tualizar …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Repair …</source>
        <translation>&amp;Reparar …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Re&amp;move everything …</source>
        <translation>Quit&amp;ar todo …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>automatic: CUDA where it works, else the CPU</source>
        <translation>automático: CUDA donde funcione, si no la CPU</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>processor (CPU)</source>
        <translation>procesador (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>NVIDIA graphics card (CUDA), or not at all</source>
        <translation>tarjeta gráfica NVIDIA (CUDA), o nada</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>the private environment's</source>
        <translation>el del entorno privado</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>A Python of your own that has the backend's packages</source>
        <translation>Un Python propio que tenga los paquetes del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment and history lie here</source>
        <translation>Aquí están el entorno y el historial</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Environment:</source>
        <translation>Entorno:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ru&amp;ns on:</source>
        <translation>Fu&amp;nciona en:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Python:</source>
        <translation>&amp;Python:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Data &amp;folder:</source>
        <translation>&amp;Carpeta de datos:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>starter, the one that is shipped</source>
        <translation>starter, el que se incluye</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>The name of an installed bundle, or a bundle's folder</source>
        <translation>El nombre de un paquete de modelos instalado, o la carpeta de un paquete</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Bundles …</source>
        <translation>Paq&amp;uetes de modelos …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Bundle: the models and maps</source>
        <translation>Paquete de modelos: los modelos y los mapas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Name &amp;or folder:</source>
        <translation>Nom&amp;bre o carpeta:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>none: the backend runs on this computer</source>
        <translation>ninguno: el backend funciona en este equipo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Accept an address &amp;without encryption (http)</source>
        <translation>Aceptar una dirección &amp;sin cifrar (http)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remote backend</source>
        <translation>Backend remoto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Token:</source>
        <translation>T&amp;oken:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Tables that the backend need not compute again; the history may take as much again</source>
        <translation>Tablas que el backend no tiene que volver a calcular; el historial puede ocupar otro tanto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Keep a history of results</source>
        <translation>&amp;Llevar un historial de resultados</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the &amp;history …</source>
        <translation>Eliminar el &amp;historial …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cache and privacy</source>
        <translation>Caché y privacidad</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Cach&amp;e, at most:</source>
        <translation>Cach&amp;é, como máximo:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>History:</source>
        <translation>Historial:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Photos stay on this computer.</source>
        <translation>Las fotos permanecen en este equipo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This is no address of a backend: write https://host:port.</source>
        <translation>Esta no es la dirección de un backend: escriba https://equipo:puerto.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to what listens at this address of your own computer, such as a tunnel.</source>
        <translation>Sus fotos se envían a lo que escucha en esta dirección de su propio equipo, por ejemplo un túnel.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, encrypted; its certificate is checked.</source>
        <translation>Sus fotos se envían cifradas a ese equipo; se comprueba su certificado.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Your photos are sent to that computer, and whoever listens on the way can see them.</source>
        <translation>Sus fotos se envían a ese equipo, y quien escuche por el camino puede verlas.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>This address is not encrypted and will be refused: whoever listens could see photos and token.</source>
        <translation>Esta dirección no está cifrada y se rechazará: quien escuche podría ver las fotos y el token.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove everything</source>
        <translation>Quitar todo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the backend's environment, its cache and the history of results from this computer?</source>
        <translation>¿Quitar de este equipo el entorno del backend, su caché y el historial de resultados?</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Layers and files that you saved stay. The backend is stopped first.</source>
        <translation>Las capas y archivos que guardó permanecen. Primero se detiene el backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Remove the installed bundles too</source>
        <translation>Quitar también los paquetes de modelos instalados</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history of results? Layers and files that you saved stay.</source>
        <translation>¿Eliminar el historial de resultados? Las capas y archivos que guardó permanecen.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Delete the history</source>
        <translation>Eliminar el historial</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is damaged or was not finished: repair it.</source>
        <translation>Está dañado o sin terminar: repárelo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is not set up.</source>
        <translation>No está instalado.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>Ready: Python {python}, {kind}, made by version {version} of the plugin.</source>
        <translation>Listo: Python {python}, {kind}, creado por la versión {version} del complemento.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/options_page.py"/>
        <source>It is out of date: this version of the plugin needs other packages. It is used until you update it.</source>
        <translation>Está anticuado: esta versión del complemento necesita otros paquetes. Se usa hasta que lo actualice.</translation>
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
        <translation>Suelte aquí fotos o carpetas, o haga clic para elegir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>No preview for {name}</source>
        <translation>Sin vista previa de {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_drop.py"/>
        <source>Drop photos or a folder here
or click to choose</source>
        <translation>Suelte aquí fotos o una carpeta
o haga clic para elegir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>{count} photos as one place · {place}</source>
        <translation>{count} fotos como un solo lugar · {place}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate again</source>
        <translation>Geolocalizar de nuevo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Show on map</source>
        <translation>&amp;Mostrar en el mapa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Put the results on the map, and keep them there</source>
        <translation>Poner los resultados en el mapa y conservarlos allí</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>F&amp;use as one place</source>
        <translation>&amp;Fusionar como un solo lugar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Make one map of photos that are known to be from one place</source>
        <translation>Hacer un solo mapa de fotos que se sabe que son de un mismo lugar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Geolocate again</source>
        <translation>&amp;Geolocalizar de nuevo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate the selected photos once more</source>
        <translation>Geolocalizar otra vez las fotos seleccionadas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Cancel the selected photos</source>
        <translation>Cancelar las fotos seleccionadas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>&amp;Remove from the list</source>
        <translation>&amp;Quitar de la lista</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Remove the selected photos from the list</source>
        <translation>Quitar de la lista las fotos seleccionadas</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;up</source>
        <translation>&amp;Subir</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate earlier</source>
        <translation>Geolocalizar antes</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move &amp;down</source>
        <translation>&amp;Bajar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate later</source>
        <translation>Geolocalizar después</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Move to the &amp;top</source>
        <translation>Al &amp;principio</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Geolocate next</source>
        <translation>Geolocalizar a continuación</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/photo_list.py"/>
        <source>Show in the &amp;file manager</source>
        <translation>Mostrar en el gestor de &amp;archivos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>#</source>
        <translation>N.º</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Area (km²)</source>
        <translation>Área (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Probability</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>{place}
{coordinates}
Click to show it on the map</source>
        <translation>{place}
{coordinates}
Haga clic para mostrarlo en el mapa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/regions.py"/>
        <source>Regions by rank</source>
        <translation>Regiones por rango</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Show the best point on the map</source>
        <translation>Mostrar el mejor punto en el mapa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Save the result in a GeoPackage; until then its layers are temporary</source>
        <translation>Guardar el resultado en un GeoPackage; hasta entonces sus capas son temporales</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Write a report of one page: photo, map, regions, and what made them</source>
        <translation>Escribir un informe de una página: foto, mapa, regiones y qué las produjo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Unsure</source>
        <translation>Incierto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Compared after the result was made: no predictor sees the EXIF position, which may itself be wrong</source>
        <translation>Comparada una vez hecho el resultado: ningún predictor ve la posición EXIF, que también puede ser errónea</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What the predictors saw</source>
        <translation>Lo que vieron los predictores</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>Ensemble</source>
        <translation>Conjunto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <source>What you know</source>
        <translation>Lo que usted sabe</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/result_view.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{percent} within {radius} km of that point</source>
        <translation>{percent} a menos de {radius} km de ese punto</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Area budget</source>
        <translation>Presupuesto de área</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground within a number of square kilometres</source>
        <translation>El terreno más probable dentro de un número de kilómetros cuadrados</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{area} in {regions}, probability {percent}</source>
        <translation>{area} en {regions}, probabilidad {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Areas found this way held the truth for at least {percent} of {photos}validation photos.</source>
        <translation>Las áreas así halladas contenían el lugar verdadero de al menos el {percent} de las {photos}fotos de validación.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Such areas held the truth for {percent} of {photos}validation photos.</source>
        <translation>Tales áreas contenían el lugar verdadero del {percent} de las {photos}fotos de validación.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The backend no longer holds this photo: geolocate it again to choose other areas.</source>
        <translation>El backend ya no tiene esta foto: geolocalícela de nuevo para elegir otras áreas.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Search &amp;area</source>
        <translation>Área de &amp;búsqueda</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <source>Search area</source>
        <translation>Área de búsqueda</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall</source>
        <translation>Exhaustividad</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a recall that the bundle can promise</source>
        <translation>El terreno más probable hasta una exhaustividad que el paquete de modelos puede garantizar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>Share</source>
        <translation>Proporción</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>The most probable ground up to a share of the map's own probability</source>
        <translation>El terreno más probable hasta una proporción de la propia probabilidad del mapa</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At least</source>
        <translation>Al menos</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>At most</source>
        <translation>Como máximo</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of photos lie in such an area</source>
        <translation>de las fotos están en un área así</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>of the map's own probability; no recall</source>
        <translation>de la propia probabilidad del mapa; no es exhaustividad</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>circle of {radius} km</source>
        <translation>círculo de {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/search_area_control.py"/>
        <source>{label}: {percent} in {area}</source>
        <translation>{label}: {percent} en {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The diagnostics are on the clipboard; paths and names were taken out.</source>
        <translation>El diagnóstico está en el portapapeles; se quitaron rutas y nombres.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being removed …</source>
        <translation>Se está quitando …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>It is being set up …</source>
        <translation>Se está instalando …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/set_up.py"/>
        <source>The backend and what it kept were removed from this computer.</source>
        <translation>El backend y lo que guardaba se quitaron de este equipo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator: set-up of the backend</source>
        <translation>Photo Geolocator: instalación del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Agree and set up</source>
        <translation>&amp;Aceptar e instalar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Back</source>
        <translation>A&amp;trás</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Ca&amp;ncel the set-up</source>
        <translation>Ca&amp;ncelar la instalación</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Photo Geolocator computes beside QGIS, in a program of its own</source>
        <translation>Photo Geolocator calcula junto a QGIS, en un programa propio</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>It needs Python packages that QGIS does not have. With your consent they are installed now, into a folder of their own. Nothing is put into QGIS's Python, and the plugin's options can remove it all.</source>
        <translation>Necesita paquetes de Python que QGIS no tiene. Con su consentimiento se instalan ahora, en una carpeta propia. No se pone nada en el Python de QGIS, y las opciones del complemento pueden quitarlo todo.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose &amp;Python …</source>
        <translation>Elegir &amp;Python …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the Python Package &amp;Index (pypi.org, or the index of your pip)</source>
        <translation>el Python Package &amp;Index (pypi.org, o el índice de su pip)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>a folder of &amp;wheels, without the internet:</source>
        <translation>una carpeta de &amp;wheels, sin internet:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the &amp;processor (CPU)</source>
        <translation>el p&amp;rocesador (CPU)</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>the NVIDIA &amp;graphics card (CUDA); its driver was found</source>
        <translation>la tarjeta &amp;gráfica NVIDIA (CUDA); se encontró su controlador</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>an NVIDIA &amp;graphics card (CUDA); no driver was found</source>
        <translation>una tarjeta &amp;gráfica NVIDIA (CUDA); no se encontró ningún controlador</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>What:</source>
        <translation>Qué:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>From:</source>
        <translation>Desde:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Runs on:</source>
        <translation>Funciona en:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Size:</source>
        <translation>Tamaño:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Where to:</source>
        <translation>Dónde:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Made with:</source>
        <translation>Creado con:</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>{packages}, and what these need</source>
        <translation>{packages}, y lo que estos necesitan</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB on the disk</source>
        <translation>unos {size} MB en el disco</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>about {size} MB to download, {on_disk}</source>
        <translation>unos {size} MB por descargar, {on_disk}</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Looking for a Python …</source>
        <translation>Buscando un Python …</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose a Python, 3.10 or newer</source>
        <translation>Elegir un Python, 3.10 o posterior</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is not set up</source>
        <translation>El backend no está instalado</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Choose the folder of wheels, or install from the package index.</source>
        <translation>Elija la carpeta de wheels, o instale desde el índice de paquetes.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Setting up the backend</source>
        <translation>Instalando el backend</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>QGIS can be used meanwhile, and this window may be closed: the set-up goes on.</source>
        <translation>Mientras tanto puede usar QGIS y cerrar esta ventana: la instalación continúa.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The backend is set up</source>
        <translation>El backend está instalado</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Python {python}, in {folder}. Choose a photo in the panel to begin.</source>
        <translation>Python {python}, en {folder}. Elija una foto en el panel para empezar.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>The set-up was cancelled</source>
        <translation>La instalación se canceló</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>Nothing of it was left on the disk.</source>
        <translation>No quedó nada de ella en el disco.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Not now</source>
        <translation>A&amp;hora no</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/setup_dialog.py"/>
        <source>&amp;Close</source>
        <translation>&amp;Cerrar</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>EXIF position: {distance} from the best point; found after searching {area}.</source>
        <translation>Posición EXIF: a {distance} del mejor punto; hallada tras recorrer {area}.</translation>
    </message>
    <message>
        <location filename="../../plugin/gui/truth.py"/>
        <source>less than 1 km</source>
        <translation>menos de 1 km</translation>
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
        <translation>No se puede conservar el resultado de {name} en el historial ({reason}); libere espacio en el disco o desactive el historial.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The result of {name} can't be kept in the history ({reason}); check the data folder in the options, or switch the history off.</source>
        <translation>El resultado de {name} no se puede guardar en el historial ({reason}); compruebe la carpeta de datos en las opciones o desactive el historial.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>This result is no longer whole in the history; geolocate the photo again.</source>
        <translation>Este resultado ya no está completo en el historial; geolocalice la foto de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>The history can't be read ({reason}); check the data folder in the options.</source>
        <translation>No se puede leer el historial ({reason}); compruebe la carpeta de datos en las opciones.</translation>
    </message>
    <message>
        <location filename="../../plugin/history.py"/>
        <source>A result can't be deleted from the history ({reason}); close what uses it.</source>
        <translation>No se puede eliminar un resultado del historial ({reason}); cierre lo que lo usa.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Another QGIS window is setting up or removing the backend: wait until it has finished.</source>
        <translation>Otra ventana de QGIS está instalando o quitando el backend: espere a que termine.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The data folder {folder} can't be written to: check its permissions or choose another one.</source>
        <translation>No se puede escribir en la carpeta de datos {folder}: compruebe sus permisos o elija otra.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The backend is being set up already: wait until it has finished.</source>
        <translation>El backend ya se está instalando: espere a que termine.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Preparing …</source>
        <translation>Preparando …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The folder of wheels {folder} does not exist: choose another one.</source>
        <translation>La carpeta de wheels {folder} no existe: elija otra.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Making the environment with Python {version} …</source>
        <translation>Creando el entorno con Python {version} …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Fetching packages …</source>
        <translation>Obteniendo paquetes …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out …</source>
        <translation>Probando …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>Trying it out: the backend loads its bundle …</source>
        <translation>Probando: el backend carga su paquete de modelos …</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{program} can't be started ({reason}): choose another Python.</source>
        <translation>No se puede iniciar {program} ({reason}): elija otro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The set-up needs {needed} MB and the disk has {free} MB left: free some, or choose another data folder.</source>
        <translation>La instalación necesita {needed} MB y en el disco quedan {free} MB: libere espacio o elija otra carpeta de datos.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The disk is full: free some space, or choose another data folder, and try again.</source>
        <translation>El disco está lleno: libere espacio, o elija otra carpeta de datos, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>{folder} can't be written ({reason}): close other QGIS windows that use it, or choose another data folder.</source>
        <translation>No se puede escribir {folder} ({reason}): cierre otras ventanas de QGIS que la usen, o elija otra carpeta de datos.</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>The GPU does not run, the CPU is used: {reason}</source>
        <translation>La GPU no funciona, se usa la CPU: {reason}</translation>
    </message>
    <message>
        <location filename="../../plugin/installer.py"/>
        <source>ONNX Runtime gave no reason.</source>
        <translation>ONNX Runtime no dio motivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>A Python {version} le falta su módulo venv: instale el paquete python3-venv (sudo apt install python3-venv) e inténtelo de nuevo, o elija otro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>Python {version} at {path} lacks its modules venv or ensurepip: install it completely, or choose another Python.</source>
        <translation>A Python {version} en {path} le faltan sus módulos venv o ensurepip: instálelo por completo, o elija otro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>The Python at {path} is a 32-bit one: install a 64-bit Python 3.10 or newer.</source>
        <translation>El Python en {path} es de 32 bits: instale un Python de 64 bits, 3.10 o posterior.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>{path} does not run as a Python: choose another Python, 3.10 or newer.</source>
        <translation>{path} no funciona como Python: elija otro Python, 3.10 o posterior.</translation>
    </message>
    <message>
        <location filename="../../plugin/interpreter.py"/>
        <source>No Python 3.10 or newer was found on this computer: install one (for instance from python.org) and try again, or choose where it is.</source>
        <translation>No se encontró ningún Python 3.10 o posterior en este equipo: instale uno (por ejemplo desde python.org) e inténtelo de nuevo, o elija dónde está.</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the map's extent</source>
        <translation>la extensión del mapa</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <source>the selection of {name}</source>
        <translation>la selección de {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/knowledge.py"/>
        <location filename="../../plugin/processing/waiting.py"/>
        <source>QGIS's temporary folder can't be written to ({reason}); free some disk space.</source>
        <translation>No se puede escribir en la carpeta temporal de QGIS ({reason}); libere espacio en el disco.</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} to {high} per km²)</source>
        <translation>{name} (de {low} a {high} por km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{name} ({low} and more per km²)</source>
        <translation>{name} ({low} y más por km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{km} km cap</source>
        <translation>Casquete de {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall</source>
        <translation>exhaustividad del {percent} %</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % recall by curve</source>
        <translation>exhaustividad del {percent} % según la curva</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>{percent} % of the probability</source>
        <translation>{percent} % de la probabilidad</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation</source>
        <translation>Geolocalización</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Geolocation (softmax, location match, gallery)</source>
        <translation>Geolocalización (softmax, comparación de lugares, galería)</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Population density</source>
        <translation>Densidad de población</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Lowest population density</source>
        <translation>Densidad de población más baja</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Low population density</source>
        <translation>Densidad de población baja</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>High population density</source>
        <translation>Densidad de población alta</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Highest population density</source>
        <translation>Densidad de población más alta</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Land cover</source>
        <translation>Cobertura del suelo</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Cropland</source>
        <translation>Tierras de cultivo</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Broad-leaved trees</source>
        <translation>Árboles de hoja ancha</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Other trees</source>
        <translation>Otros árboles</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Shrubs, grass and sparse plants</source>
        <translation>Arbustos, hierba y vegetación escasa</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Flooded vegetation</source>
        <translation>Vegetación inundada</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Urban areas</source>
        <translation>Áreas urbanas</translation>
    </message>
    <message>
        <location filename="../../plugin/labels.py"/>
        <source>Bare ground, water and snow</source>
        <translation>Suelo desnudo, agua y nieve</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The search area can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>No se puede guardar el área de búsqueda en {name} ({reason}); elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/layers/save.py"/>
        <source>Search area: {label}</source>
        <translation>Área de búsqueda: {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The style can't be stored in {name} ({reason}); choose another folder.</source>
        <translation>No se puede guardar el estilo en {name} ({reason}); elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <location filename="../../plugin/result_shelf.py"/>
        <source>{name} can't be read ({reason}); geolocate the photo again.</source>
        <translation>No se puede leer {name} ({reason}); geolocalice la foto de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/chosen_area.py"/>
        <source>The backend's answer holds a region that can't be read; update the plugin and its backend together.</source>
        <translation>La respuesta del backend contiene una región que no se puede leer; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is being written by another program; close it there or choose another name.</source>
        <translation>Otro programa está escribiendo {name}; ciérrelo allí o elija otro nombre.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <source>{name} is not a GeoPackage; choose another name.</source>
        <translation>{name} no es un GeoPackage; elija otro nombre.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/geopackage.py"/>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/writing.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another folder.</source>
        <translation>No se puede escribir {name} ({reason}); libere espacio en el disco o elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/group.py"/>
        <source>Probability per km²</source>
        <translation>Probabilidad por km²</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>Probability density</source>
        <translation>Densidad de probabilidad</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>less</source>
        <translation>menos</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/heatmap.py"/>
        <source>1 % per {area}</source>
        <translation>1 % por {area}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/map_tips.py"/>
        <location filename="../../plugin/layers/member_map.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{member}: cells</source>
        <translation>{member}: celdas</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/member_map.py"/>
        <source>S2 cell</source>
        <translation>Celda S2</translation>
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
        <translation>Mejor punto</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/points.py"/>
        <source>EXIF position (comparison only)</source>
        <translation>Posición EXIF (solo para comparar)</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>One map of photos of one place: {names}</source>
        <translation>Un solo mapa de fotos de un mismo lugar: {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Members switched off: {names}</source>
        <translation>Miembros desactivados: {names}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Prior {name} with weight {weight}</source>
        <translation>A priori {name} con peso {weight}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Searched only in {label}</source>
        <translation>Se busca solo en {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Left out: {label}</source>
        <translation>Excluido: {label}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Computed on this machine.</source>
        <translation>Calculado en este equipo.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>The photo was sent to {host} and computed there.</source>
        <translation>La foto se envió a {host} y se calculó allí.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>A probability, not a proof: a lead for an analyst. Do not use it to find or follow a person.</source>
        <translation>Una probabilidad, no una prueba: una pista para un analista. No la use para encontrar o seguir a una persona.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Estimated from the photo's content by Photo Geolocator: a probability, not a proof. The position in the photo's EXIF, if any, was not used.</source>
        <translation>Estimado a partir del contenido de la foto por Photo Geolocator: una probabilidad, no una prueba. La posición en los EXIF de la foto, si la hay, no se usó.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>See the card of the bundle {name}.</source>
        <translation>Véase la ficha del paquete de modelos {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>{member} (exponent {exponent})</source>
        <translation>{member} (exponente {exponent})</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>none</source>
        <translation>ninguno</translation>
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
        <translation>Paquete de modelos {name} {version}, manifiesto SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Bundle file {name}, SHA-256 {sha256}</source>
        <translation>Archivo {name} del paquete, SHA-256 {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Members: {members}</source>
        <translation>Miembros: {members}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Calibration: {calibration}</source>
        <translation>Calibración: {calibration}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Plugin {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} on {provider}</source>
        <translation>Complemento {plugin}, QGIS {qgis}, backend {backend}, ONNX Runtime {onnxruntime} en {provider}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Layer made {time}</source>
        <translation>Capa creada {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence not known. {note}</source>
        <translation>Confianza desconocida. {note}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>Confidence {confidence} within {radius} km</source>
        <translation>Confianza {confidence} a menos de {radius} km</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/provenance.py"/>
        <source>unsure</source>
        <translation>incierto</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>Save {name}</source>
        <translation>Guardar {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>The result of {name} is gone from the temporary folder; geolocate the photo again.</source>
        <translation>El resultado de {name} ya no está en la carpeta temporal; geolocalice la foto de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/save.py"/>
        <source>{name} was made by another program meanwhile; save again.</source>
        <translation>Otro programa creó {name} entretanto; guarde de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/search_areas.py"/>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas</source>
        <translation>Áreas de búsqueda</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>The style {name} can't be read ({reason}); reinstall the plugin.</source>
        <translation>No se puede leer el estilo {name} ({reason}); reinstale el complemento.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/styles.py"/>
        <source>{name} can't be shown as a layer; geolocate the photo again.</source>
        <translation>No se puede mostrar {name} como capa; geolocalice la foto de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/layers/zoom.py"/>
        <source>The project's CRS can't show that place; choose a CRS for the whole world to see it.</source>
        <translation>El SRC del proyecto no puede mostrar ese lugar; elija un SRC para todo el mundo para verlo.</translation>
    </message>
    <message>
        <location filename="../../plugin/live_area.py"/>
        <source>The backend's answer is not readable GeoJSON; update the plugin and its backend together.</source>
        <translation>La respuesta del backend no es un GeoJSON legible; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a Python, or leave it empty.</source>
        <translation>Indique la ruta completa de un Python o déjelo vacío.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>This is a folder: choose the program in it, such as bin/python.</source>
        <translation>Esto es una carpeta: elija el programa que contiene, como bin/python.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There is no such file.</source>
        <translation>No existe ese archivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Give the whole path of a folder, or leave it empty.</source>
        <translation>Indique la ruta completa de una carpeta o déjelo vacío.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>There can't be a folder of this name: choose another one.</source>
        <translation>No puede haber una carpeta con este nombre: elija otra.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>{name} is a file: choose a folder.</source>
        <translation>{name} es un archivo: elija una carpeta.</translation>
    </message>
    <message>
        <location filename="../../plugin/option_problems.py"/>
        <source>Nothing can be written there: choose another folder.</source>
        <translation>No se puede escribir nada ahí: elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <source>The folder {name} holds no photos.</source>
        <translation>La carpeta {name} no contiene fotos.</translation>
    </message>
    <message>
        <location filename="../../plugin/photo_search.py"/>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); it was left out.</source>
        <translation>No se puede leer la carpeta {name} ({reason}); se omitió.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Installing {count} packages …</source>
        <translation>Instalando {count} paquetes …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Looking for {package} …</source>
        <translation>Buscando {package} …</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package} ({number} packages so far)</source>
        <translation>Obteniendo {package} ({number} paquetes hasta ahora)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>Fetching {package}, {size:.1f} MB ({number} packages so far)</source>
        <translation>Obteniendo {package}, {size:.1f} MB ({number} paquetes hasta ahora)</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>a package</source>
        <translation>un paquete</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels lacks {package} for Python {python} on this system: put its wheel there, or install from the package index.</source>
        <translation>En la carpeta de wheels falta {package} para Python {python} en este sistema: ponga allí su wheel, o instale desde el índice de paquetes.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>There is no built package of {package} for Python {python} on this system: choose another Python.</source>
        <translation>No hay un paquete compilado de {package} para Python {python} en este sistema: elija otro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The folder of wheels holds a damaged file, {file}: put it there again.</source>
        <translation>La carpeta de wheels contiene un archivo dañado, {file}: vuelva a ponerlo allí.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>it said nothing</source>
        <translation>no dijo nada</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The environment could not be made ({reason}): try again, or copy the diagnostics and report it.</source>
        <translation>No se pudo crear el entorno ({reason}): inténtelo de nuevo, o copie el diagnóstico e infórmelo.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>This Python lacks its module venv: install the package python3-venv (sudo apt install python3-venv) and try again, or choose another Python.</source>
        <translation>A este Python le falta su módulo venv: instale el paquete python3-venv (sudo apt install python3-venv) e inténtelo de nuevo, o elija otro Python.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>pip can't use a SOCKS proxy: enter an HTTP proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>pip no puede usar un proxy SOCKS: indique un proxy HTTP en las opciones de red de QGIS, o use una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The proxy refused: check its address, user and password in QGIS's network options and try again.</source>
        <translation>El proxy rechazó: compruebe su dirección, usuario y contraseña en las opciones de red de QGIS e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index's certificate is not trusted: a proxy may be reading along; ask its administrator for the certificate, or use a folder of wheels.</source>
        <translation>No se confía en el certificado del índice de paquetes: un proxy puede estar leyendo; pida el certificado a su administrador, o use una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package arrived damaged: try again.</source>
        <translation>Un paquete llegó dañado: inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>A package is not the one that was tested with this version: it arrived damaged, or the package index offers another. Try again; if that does not help, use another package index or a folder of wheels.</source>
        <translation>Un paquete no es el que se probó con esta versión: llegó dañado, o el índice de paquetes ofrece otro. Inténtelo de nuevo; si eso no ayuda, use otro índice de paquetes o una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The data folder can't be written to: check its permissions or choose another one.</source>
        <translation>No se puede escribir en la carpeta de datos: compruebe sus permisos o elija otra.</translation>
    </message>
    <message>
        <location filename="../../plugin/pip_progress.py"/>
        <source>The package index can't be reached: check the connection and the proxy in QGIS's network options, or use a folder of wheels.</source>
        <translation>No se puede acceder al índice de paquetes: compruebe la conexión y el proxy en las opciones de red de QGIS, o use una carpeta de wheels.</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Find out where a photo was taken</source>
        <translation>Averiguar dónde se tomó una foto</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>Fusing {count} photos …</source>
        <translation>Fusionando {count} fotos …</translation>
    </message>
    <message>
        <location filename="../../plugin/plugin.py"/>
        <source>{name} is in the queue; open its earlier result once it is done.</source>
        <translation>{name} está en la cola; abra su resultado anterior cuando termine.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/algorithm.py"/>
        <source>The result is a lead for an analyst, never proof. A photo's EXIF position is only compared with the result.</source>
        <translation>El resultado es una pista para un analista, nunca una prueba. La posición EXIF de una foto solo se compara con el resultado.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Backend status</source>
        <translation>Estado del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend, verifies its bundle and tells what runs.</source>
        <translation>Inicia el backend, verifica su paquete de modelos y dice qué funciona.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>backend,bundle,version,gpu,cuda,cpu,check,diagnostics</source>
        <translation>backend,paquete,versión,gpu,cuda,cpu,comprobar,diagnóstico</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Starts the backend as a photo would, which verifies every file of the bundle against its checksum, and tells what really runs: CPU or GPU, and why.</source>
        <translation>Inicia el backend como lo haría una foto, lo que verifica cada archivo del paquete de modelos con su suma de comprobación, y dice qué funciona de verdad: CPU o GPU, y por qué.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>the same as a page of HTML.</source>
        <translation>lo mismo como página HTML.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>HTML files (*.html)</source>
        <translation>Archivos HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the backend</source>
        <translation>Versión del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>What it runs on</source>
        <translation>En qué funciona</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Why it does not run on something faster</source>
        <translation>Por qué no funciona en algo más rápido</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of the bundle</source>
        <translation>Versión del paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>SHA-256 of the bundle's manifest</source>
        <translation>SHA-256 del manifiesto del paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Networks</source>
        <translation>Redes</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photos behind the calibration</source>
        <translation>Fotos tras la calibración</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Bundle verified</source>
        <translation>Paquete de modelos verificado</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Every file of the bundle verified</source>
        <translation>Cada archivo del paquete de modelos verificado</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Runs on</source>
        <translation>Funciona en</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Version of {name}</source>
        <translation>Versión de {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/backend_status.py"/>
        <source>Photo Geolocator: backend status</source>
        <translation>Photo Geolocator: estado del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the folder</source>
        <translation>la carpeta</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>whether subfolders are read</source>
        <translation>si se leen las subcarpetas</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the area budgets</source>
        <translation>los presupuestos de área</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the recalls</source>
        <translation>las exhaustividades</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the regions for each search area</source>
        <translation>las regiones por área de búsqueda</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle</source>
        <translation>el paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's version</source>
        <translation>la versión del paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the bundle's content</source>
        <translation>el contenido del paquete de modelos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>the backend's version</source>
        <translation>la versión del backend</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and was not made by this algorithm; choose another file.</source>
        <translation>{name} existe y no lo creó este algoritmo; elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} was begun with other settings: {settings}; use the same ones to go on, or another file to begin anew.</source>
        <translation>{name} se empezó con otros ajustes: {settings}; use los mismos para continuar, u otro archivo para empezar de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>The backend's search areas can't be read ({reason}); update the plugin and its backend.</source>
        <translation>No se pueden leer las áreas de búsqueda del backend ({reason}); actualice el complemento y su backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Best point of each photo</source>
        <translation>Mejor punto de cada foto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>Search areas by area budget</source>
        <translation>Áreas de búsqueda por presupuesto de área</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} can't be written ({reason}); free some disk space or choose another file.</source>
        <translation>No se puede escribir {name} ({reason}); libere espacio en el disco o elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_package.py"/>
        <source>{name} exists and can't be used as a GeoPackage ({reason}); choose another file.</source>
        <translation>{name} existe y no se puede usar como GeoPackage ({reason}); elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>The backend stopped; it is started again.</source>
        <translation>El backend se detuvo; se inicia de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/folder_run.py"/>
        <source>{done} of {total} photos, {time} left: {name}</source>
        <translation>{done} de {total} fotos, quedan {time}: {name}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Geolocate folder of photos</source>
        <translation>Geolocalizar carpeta de fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken; can be stopped and continued.</source>
        <translation>Estima dónde se tomó cada foto de una carpeta; se puede detener y continuar.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>photos,images,batch,directory,geolocation,where,search area,resume,osint</source>
        <translation>fotos,imágenes,lote,carpeta,geolocalización,dónde,área de búsqueda,continuar,osint</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Estimates where each photo of a folder was taken. It can be stopped at any moment, even by a power cut: run it again with the same output, and it goes on with the photos that are missing or changed. A photo that can't be read becomes a row that says why, and is tried again next time.</source>
        <translation>Estima dónde se tomó cada foto de una carpeta. Se puede detener en cualquier momento, incluso por un corte de luz: ejecútelo de nuevo con la misma salida y continúa con las fotos que faltan o cambiaron. Una foto ilegible se convierte en una fila que dice por qué, y se vuelve a intentar la próxima vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Folder of photos</source>
        <translation>Carpeta de fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>hidden files, linked folders and heatmaps of an earlier run are left out.</source>
        <translation>se omiten los archivos ocultos, las carpetas enlazadas y los mapas de calor de una ejecución anterior.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Subfolders too</source>
        <translation>También las subcarpetas</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>reads the folders inside as well.</source>
        <translation>lee también las carpetas que contiene.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area</source>
        <translation>Regiones por área de búsqueda</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>the likeliest ones are kept. A photo can have thousands, mostly tiny: all of them (0) take about 2 MB a photo, 20 about 0.5 MB.</source>
        <translation>se conservan las más probables. Una foto puede tener miles, la mayoría diminutas: todas (0) ocupan unos 2 MB por foto, 20 unos 0,5 MB.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos and regions</source>
        <translation>Fotos y regiones</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoPackage. Its layer photos has a point for each photo: path in the folder, place, confidence, the camera's date, the EXIF position and, where there is one, how far off the point is and how much area had to be searched. Its layer regions has the search areas.</source>
        <translation>un GeoPackage. Su capa photos tiene un punto por foto: ruta en la carpeta, lugar, confianza, fecha de la cámara, posición EXIF y, si la hay, cuánto se desvía el punto y cuánta área hubo que recorrer. Su capa regions tiene las áreas de búsqueda.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Heatmap folder</source>
        <translation>Carpeta de mapas de calor</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>a GeoTIFF for each photo, such as photo.jpg.tif; about 5 MB each.</source>
        <translation>un GeoTIFF por foto, por ejemplo foto.jpg.tif; unos 5 MB cada uno.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions for each search area (0: all)</source>
        <translation>Regiones por área de búsqueda (0: todas)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Regions</source>
        <translation>Regiones</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos done</source>
        <translation>Fotos terminadas</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>Photos failed</source>
        <translation>Fotos fallidas</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The folder {name} has no photos; choose another one.</source>
        <translation>La carpeta {name} no tiene fotos; elija otra.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>The output holds two layers: give a GeoPackage, a file that ends in .gpkg.</source>
        <translation>La salida contiene dos capas: indique un GeoPackage, un archivo que termine en .gpkg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_folder.py"/>
        <source>{count} photos of the output are not in the folder any more; their rows stay.</source>
        <translation>{count} fotos de la salida ya no están en la carpeta; sus filas permanecen.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Geolocate photo</source>
        <translation>Geolocalizar foto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken: a heatmap and ranked search areas.</source>
        <translation>Estima dónde se tomó una foto: un mapa de calor y áreas de búsqueda ordenadas.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>photo,image,geolocation,where,heatmap,probability,search area,recall,osint</source>
        <translation>foto,imagen,geolocalización,dónde,mapa de calor,probabilidad,área de búsqueda,exhaustividad,osint</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Estimates where a photo was taken, from its content alone.</source>
        <translation>Estima dónde se tomó una foto, solo por su contenido.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a JPEG, PNG, WebP or TIFF file.</source>
        <translation>un archivo JPEG, PNG, WebP o TIFF.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Heatmap</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>a GeoTIFF in EPSG:4326 with the probability per km² in every pixel.</source>
        <translation>un GeoTIFF en EPSG:4326 con la probabilidad por km² en cada píxel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the densest ground for each budget and recall: a polygon a region, ranked, with its place.</source>
        <translation>el terreno más denso para cada presupuesto y exhaustividad: un polígono por región, ordenado, con su lugar.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>the single likeliest position, with confidence and bundle.</source>
        <translation>la posición más probable, con confianza y paquete de modelos.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Result file</source>
        <translation>Archivo de resultado</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>everything as JSON, with the versions and checksums of what made it.</source>
        <translation>todo como JSON, con las versiones y sumas de comprobación de lo que lo produjo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>JSON files (*.json)</source>
        <translation>Archivos JSON (*.json)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Latitude of the best point</source>
        <translation>Latitud del mejor punto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Longitude of the best point</source>
        <translation>Longitud del mejor punto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Place of the best point</source>
        <translation>Lugar del mejor punto</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Confidence</source>
        <translation>Confianza</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>Note on the confidence</source>
        <translation>Nota sobre la confianza</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>What it ran on</source>
        <translation>En qué se ejecutó</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The heatmap is a GeoTIFF: give a file that ends in .tif.</source>
        <translation>El mapa de calor es un GeoTIFF: indique un archivo que termine en .tif.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{name} can't hold both layers: give search areas and best point a file each.</source>
        <translation>{name} no puede contener ambas capas: dé un archivo a las áreas de búsqueda y otro al mejor punto.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>The backend's search areas can't be read; update the plugin and its backend.</source>
        <translation>No se pueden leer las áreas de búsqueda del backend; actualice el complemento y su backend.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>{photo}: {place} ({lat:.3f}, {lon:.3f})</source>
        <translation>{photo}: {place} ({lat:.3f}, {lon:.3f})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/geolocate_photo.py"/>
        <source>no place name</source>
        <translation>sin nombre de lugar</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>A feature can't be written ({reason}); choose another place.</source>
        <translation>No se puede escribir un objeto ({reason}); elija otro sitio.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/layer_output.py"/>
        <source>{name} can't be written whole; free some disk space or choose another place.</source>
        <translation>No se puede escribir {name} por completo; libere espacio en el disco o elija otro lugar.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>The folder {name} can't be read ({reason}); choose another folder.</source>
        <translation>No se puede leer la carpeta {name} ({reason}); elija otra.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/photo_folder.py"/>
        <source>{name} can't be read ({reason}); check its permissions.</source>
        <translation>No se puede leer {name} ({reason}); compruebe sus permisos.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} has no pixels to read; choose a raster file, or save the layer as one.</source>
        <translation>{name} no tiene píxeles que leer; elija un archivo ráster, o guarde la capa como tal.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has no CRS; set the layer's CRS first.</source>
        <translation>{name} no tiene SRC; asigne primero el SRC de la capa.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} counts its nodata value as a value; tick “No data value” in the layer's properties, or save the layer as a file without one.</source>
        <translation>{name} cuenta su valor sin datos como un valor; marque «Valor sin datos» en las propiedades de la capa o guarde la capa como un archivo que no lo tenga.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} is larger than 1 GB; save it coarser, or clip it.</source>
        <translation>{name} supera 1 GB; guárdelo más grueso, o recórtelo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/raster_file.py"/>
        <source>{name} can't be written as a GeoTIFF; save the layer as one and choose that.</source>
        <translation>No se puede escribir {name} como GeoTIFF; guarde la capa así y elija ese archivo.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area of predictions</source>
        <translation>Exhaustividad según el área de predicciones (Recall vs Area)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Which share of photos is found when an area is searched: table, curve and intervals.</source>
        <translation>Qué proporción de fotos se encuentra al recorrer un área: tabla, curva e intervalos.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>recall,area,evaluation,accuracy,curve,truth,bootstrap,validation</source>
        <translation>exhaustividad,recall,área,evaluación,exactitud,curva,verdad,bootstrap,validación</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Tells how good predictions are where the true places are known: for each area budget, the share of photos whose true place lies in the densest ground of that size, with a 95 % interval.</source>
        <translation>Dice cuán buenas son las predicciones cuando se conocen los lugares verdaderos: para cada presupuesto de área, la proporción de fotos cuyo lugar verdadero está en el terreno más denso de ese tamaño, con un intervalo del 95 %.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos or true places</source>
        <translation>Fotos o lugares verdaderos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the layer photos of “Geolocate folder of photos”, any layer with such areas, or true places.</source>
        <translation>la capa photos de «Geolocalizar carpeta de fotos», cualquier capa con tales áreas, o lugares verdaderos.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth</source>
        <translation>Campo del área hasta el lugar verdadero</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the area in km² that had to be searched until the true place was found.</source>
        <translation>el área en km² que hubo que recorrer hasta hallar el lugar verdadero.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the heatmap</source>
        <translation>Campo del mapa de calor</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>instead of such areas: the file name of each true place's heatmap; the areas are then measured. The layer must have points.</source>
        <translation>en vez de tales áreas: el nombre de archivo del mapa de calor de cada lugar verdadero; las áreas se miden entonces. La capa debe tener puntos.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>where these files are; not needed for whole paths.</source>
        <translation>dónde están estos archivos; no hace falta con rutas completas.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Values of the heatmaps</source>
        <translation>Valores de los mapas de calor</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>probability per area, or probability in each pixel.</source>
        <translation>probabilidad por área, o probabilidad en cada píxel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets</source>
        <translation>Presupuestos de área</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>further areas in km² for the table, such as “5000 100000”.</source>
        <translation>más áreas en km² para la tabla, como «5000 100000».</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Table</source>
        <translation>Tabla</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>a row an area budget: recall, interval, photos; the caps of 25 to 2500 km are named.</source>
        <translation>una fila por presupuesto de área: exhaustividad, intervalo, fotos; los casquetes de 25 a 2500 km llevan nombre.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Plot</source>
        <translation>Gráfico</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>the curve, as SVG or PNG.</source>
        <translation>la curva, como SVG o PNG.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>table and curve as a page of HTML.</source>
        <translation>tabla y curva como página HTML.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Rows without an area or a heatmap are left out, and counted.</source>
        <translation>Las filas sin área ni mapa de calor se omiten, y se cuentan.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Field of the area to the truth (km²)</source>
        <translation>Campo del área hasta el lugar verdadero (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability per area</source>
        <translation>Probabilidad por área</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probability in each pixel</source>
        <translation>Probabilidad en cada píxel</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>SVG files (*.svg);;PNG files (*.png)</source>
        <translation>Archivos SVG (*.svg);;Archivos PNG (*.png)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos counted</source>
        <translation>Fotos contadas</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Photos left out</source>
        <translation>Fotos omitidas</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area in km²</source>
        <translation>Media de log10 del área en km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall at a cap of {km} km</source>
        <translation>Exhaustividad con un casquete de {km} km</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The plot must be a file that ends in .svg or .png.</source>
        <translation>El gráfico debe ser un archivo que termine en .svg o .png.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have no area to the truth and are left out.</source>
        <translation>{count} filas no tienen área hasta el lugar verdadero y se omiten.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{count} rows have an area larger than the Earth and are left out; areas must be in km².</source>
        <translation>{count} filas tienen un área mayor que la Tierra y se omiten; las áreas deben estar en km².</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>No row has an area to the truth; choose another field, or photos with an EXIF position.</source>
        <translation>Ninguna fila tiene área hasta el lugar verdadero; elija otro campo, o fotos con posición EXIF.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>{cap}: {recall} (95 %: {low} to {high})</source>
        <translation>{cap}: {recall} (95 %: {low} a {high})</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The layer has no field “{name}”; choose the field of the area to the truth, or of the heatmap.</source>
        <translation>La capa no tiene el campo «{name}»; elija el campo del área hasta el lugar verdadero, o el del mapa de calor.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>There is no heatmap {name}.</source>
        <translation>No existe el mapa de calor {name}.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Recall vs Area: {name}, {count} photos</source>
        <translation>Exhaustividad según el área: {name}, {count} fotos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The field “{name}” holds “{value}”: add the table as delimited text and say there that the comma is for decimals, or write numbers with a point.</source>
        <translation>El campo «{name}» contiene «{value}»: añada la tabla como texto delimitado e indique allí que la coma es decimal, o escriba los números con punto.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>The true places must be points; choose a layer of points.</source>
        <translation>Los lugares verdaderos deben ser puntos; elija una capa de puntos.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>km²</source>
        <translation>km²</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>95 % interval</source>
        <translation>Intervalo del 95 %</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/recall_vs_area.py"/>
        <source>Mean of log10 of the area: {value:.3f} (95 %: {low:.3f} to {high:.3f}), that is {area} km².</source>
        <translation>Media de log10 del área: {value:.3f} (95 %: {low:.3f} a {high:.3f}), es decir {area} km².</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>The plot can't be drawn as a PNG; choose a file that ends in .svg.</source>
        <translation>No se puede dibujar el gráfico como PNG; elija un archivo que termine en .svg.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{name} can't be drawn; choose a file that ends in .svg or .png.</source>
        <translation>No se puede dibujar {name}; elija un archivo que termine en .svg o .png.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Area searched, densest first (km²)</source>
        <translation>Área recorrida, primero la más densa (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>Photos found</source>
        <translation>Fotos encontradas</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/rva_plot.py"/>
        <source>{radius} km: {percent}</source>
        <translation>{radius} km: {percent}</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Search areas from heatmap</source>
        <translation>Áreas de búsqueda de un mapa de calor</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Outlines the densest ground of a raster that fits an area or holds a probability.</source>
        <translation>Delimita el terreno más denso de un ráster que cabe en un área o contiene una probabilidad.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>raster,density,probability,highest density region,area budget,recall,polygons</source>
        <translation>ráster,densidad,probabilidad,región de mayor densidad,presupuesto de área,exhaustividad,polígonos</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Finds the densest ground of a raster: as much as fits an area budget, or as little as holds a probability. The regions are ranked by their probability and named after the place they lie in.</source>
        <translation>Encuentra el terreno más denso de un ráster: tanto como quepa en un presupuesto de área, o tan poco como contenga una probabilidad. Las regiones se ordenan por su probabilidad y llevan el nombre del lugar en que están.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>any raster layer; nodata and values below 0 count as 0.</source>
        <translation>cualquier capa ráster; nodata y valores por debajo de 0 cuentan como 0.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>the band with the values.</source>
        <translation>la banda con los valores.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Values</source>
        <translation>Valores</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>probability per area (the same for pixels of any size), or probability in each pixel.</source>
        <translation>probabilidad por área (la misma para píxeles de cualquier tamaño), o probabilidad en cada píxel.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>areas in km², separated by spaces or semicolons, such as “5000 100000”.</source>
        <translation>áreas en km², separadas por espacios o puntos y comas, como «5000 100000».</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities</source>
        <translation>Probabilidades</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>shares of the raster's whole probability, such as “0.5 0.8”. They promise no recall.</source>
        <translation>proporciones de la probabilidad total del ráster, como «0.5 0.8». No garantizan ninguna exhaustividad.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>a polygon a region with rank, place, country, area_km2, probability and density.</source>
        <translation>un polígono por región con rank, place, country, area_km2, probability y density.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Probabilities (between 0 and 1)</source>
        <translation>Probabilidades (entre 0 y 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Number of regions</source>
        <translation>Número de regiones</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>Reading the raster …</source>
        <translation>Leyendo el ráster …</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>There is nothing to find: give an area budget in km² or a probability.</source>
        <translation>No hay nada que buscar: indique un presupuesto de área en km² o una probabilidad.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/search_areas_from_heatmap.py"/>
        <source>The backend's answer has no regions; update the plugin and its backend together.</source>
        <translation>La respuesta del backend no tiene regiones; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>There are {count} area budgets and recalls: give at most {most}.</source>
        <translation>Hay {count} presupuestos de área y exhaustividades: indique como máximo {most}.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Area budgets (km²)</source>
        <translation>Presupuestos de área (km²)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls (between 0 and 1)</source>
        <translation>Exhaustividades (entre 0 y 1)</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>areas in km² to search, separated by spaces or semicolons, such as “5000 100000”. Without any, and without a recall, the areas of circles of 25, 200, 750 and 2500 km are used.</source>
        <translation>áreas en km² por recorrer, separadas por espacios o puntos y comas, como «5000 100000». Sin ninguna, y sin exhaustividad, se usan las áreas de círculos de 25, 200, 750 y 2500 km.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>Recalls</source>
        <translation>Exhaustividades</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>wanted chances that the area holds the true place, such as “0.5 0.8”. A bundle that was not calibrated promises none.</source>
        <translation>probabilidades deseadas de que el área contenga el lugar verdadero, como «0.5 0.8». Un paquete de modelos sin calibrar no garantiza ninguna.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no area budget: give square kilometres from {smallest:g} to 510 million, the whole Earth, with a point for decimals and a space between budgets.</source>
        <translation>«{text}» no es un presupuesto de área: indique kilómetros cuadrados de {smallest:g} a 510 millones, toda la Tierra, con punto decimal y un espacio entre presupuestos.</translation>
    </message>
    <message>
        <location filename="../../plugin/processing/targets.py"/>
        <source>“{text}” is no recall: give numbers above 0 and below 1, with a point for decimals and a space between recalls.</source>
        <translation>«{text}» no es una exhaustividad: indique números por encima de 0 y por debajo de 1, con punto decimal y un espacio entre ellos.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos stay on this machine.</source>
        <translation>Las fotos permanecen en este equipo.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>No photo is sent: the remote backend's address in the options is none.</source>
        <translation>No se envía ninguna foto: la dirección del backend remoto en las opciones no es válida.</translation>
    </message>
    <message>
        <location filename="../../plugin/remote_address.py"/>
        <source>Photos are sent to {host}.</source>
        <translation>Las fotos se envían a {host}.</translation>
    </message>
    <message>
        <location filename="../../plugin/removal.py"/>
        <source>Photo Geolocator: removing files</source>
        <translation>Photo Geolocator: quitando archivos</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>{name} must end in .pdf or .png; choose another name.</source>
        <translation>{name} debe terminar en .pdf o .png; elija otro nombre.</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <location filename="../../plugin/report_page.py"/>
        <source>Where was {name} taken?</source>
        <translation>¿Dónde se tomó {name}?</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>the temporary folder is full</source>
        <translation>la carpeta temporal está llena</translation>
    </message>
    <message>
        <location filename="../../plugin/report.py"/>
        <source>World</source>
        <translation>Mundo</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator report</source>
        <translation>Informe de Photo Geolocator</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo Geolocator · report of {time}</source>
        <translation>Photo Geolocator · informe del {time}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>The photo can't be shown.</source>
        <translation>No se puede mostrar la foto.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Unsure: {text}</source>
        <translation>Incierto: {text}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Best point: {position}</source>
        <translation>Mejor punto: {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Taken at {time}, says the photo's EXIF</source>
        <translation>Tomada el {time}, según los EXIF de la foto</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>EXIF position, for comparison only: {position}</source>
        <translation>Posición EXIF, solo para comparar: {position}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>It is {distance} km from the best point; {area} must be searched to reach it</source>
        <translation>Está a {distance} km del mejor punto; hay que recorrer {area} para llegar a ella</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Search area {label}: {area} in {count} regions, probability {probability}</source>
        <translation>Área de búsqueda {label}: {area} en {count} regiones, probabilidad {probability}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>How often such areas hold the truth is not known.</source>
        <translation>No se sabe con qué frecuencia tales áreas contienen el lugar verdadero.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Areas of this size held the truth of {share} of the bundle's validation photos.</source>
        <translation>Las áreas de este tamaño contenían el lugar verdadero del {share} de las fotos de validación del paquete de modelos.</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Photo SHA-256 {sha256}</source>
        <translation>SHA-256 de la foto {sha256}</translation>
    </message>
    <message>
        <location filename="../../plugin/report_page.py"/>
        <source>Estimated from the photo's content alone; no predictor saw its EXIF position.</source>
        <translation>Estimado solo por el contenido de la foto; ningún predictor vio su posición EXIF.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>Nothing is selected in {name}; select the polygons first.</source>
        <translation>No hay nada seleccionado en {name}; seleccione primero los polígonos.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>A polygon of {name} lies where its CRS has no place on the Earth; correct or remove it.</source>
        <translation>Un polígono de {name} está donde su SRC no tiene ningún lugar en la Tierra; corríjalo o elimínelo.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} has more than 2 million vertices; select fewer polygons or simplify them.</source>
        <translation>{name} tiene más de 2 millones de vértices; seleccione menos polígonos o simplifíquelos.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>{name} holds no polygon; choose another layer.</source>
        <translation>{name} no contiene ningún polígono; elija otra capa.</translation>
    </message>
    <message>
        <location filename="../../plugin/restriction_polygons.py"/>
        <source>The map shows more than its CRS can tell places of; zoom in first.</source>
        <translation>El mapa muestra más de lo que su SRC puede situar; acérquese primero.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not readable JSON; update the plugin and its backend together.</source>
        <translation>La respuesta del backend no es un JSON legible; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer is not a JSON object; update the plugin and its backend together.</source>
        <translation>La respuesta del backend no es un objeto JSON; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's answer lacks a usable “{key}”; update the plugin and its backend together.</source>
        <translation>A la respuesta del backend le falta un «{key}» utilizable; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>Of photos that look as clear as this one, about {percent:.0f} % were taken within {radius:g} km of the best point.</source>
        <translation>De las fotos que parecen tan claras como esta, alrededor del {percent:.0f} % se tomaron a menos de {radius:g} km del mejor punto.</translation>
    </message>
    <message>
        <location filename="../../plugin/result.py"/>
        <source>The backend's result has schema version {version}, this plugin reads {readable}; update the plugin and its backend together.</source>
        <translation>El resultado del backend tiene la versión de esquema {version}, este complemento lee {readable}; actualice el complemento y su backend a la vez.</translation>
    </message>
    <message>
        <location filename="../../plugin/result_shelf.py"/>
        <source>The result of {name} is no longer kept; geolocate the photo again.</source>
        <translation>El resultado de {name} ya no se conserva; geolocalice la foto de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/uninstaller.py"/>
        <source>{folder} could not be removed: close other programs that use it and try again.</source>
        <translation>No se pudo quitar {folder}: cierre otros programas que la usen e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../plugin/whole_files.py"/>
        <source>{name} can't be written ({reason}); choose another place.</source>
        <translation>No se puede escribir {name} ({reason}); elija otro sitio.</translation>
    </message>
    <message>
        <location filename="../../plugin/writing.py"/>
        <source>The folder for the results can't be made ({reason}); choose another folder.</source>
        <translation>No se puede crear la carpeta de resultados ({reason}); elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'temperature': install it again.</source>
        <translation>La calibración del paquete de modelos no tiene una 'temperature' válida: instálelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>The bundle's calibration has no valid 'photos': install it again.</source>
        <translation>La calibración del paquete de modelos no tiene 'photos' válidas: instálelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle was not calibrated, so it promises no recall: ask for an area in km2.</source>
        <translation>Este paquete de modelos no se calibró y por eso no garantiza ninguna exhaustividad: pida un área en km².</translation>
    </message>
    <message>
        <location filename="../../backend/calibration.py"/>
        <source>This bundle has no Recall vs Area curve: ask for the recall by photo.</source>
        <translation>Este paquete de modelos no tiene curva de exhaustividad según el área: pida la exhaustividad por foto.</translation>
    </message>
    <message>
        <location filename="../../backend/confidence.py"/>
        <source>The bundle's calibration has no valid 'confidence': install it again.</source>
        <translation>La calibración del paquete de modelos no tiene una 'confidence' válida: instálelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>This is no valid HTTP request.</source>
        <translation>No es una petición HTTP válida.</translation>
    </message>
    <message>
        <location filename="../../backend/connections.py"/>
        <source>The backend has too many connections: try again in a moment.</source>
        <translation>El backend tiene demasiadas conexiones: inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <source>The raster holds no value above 0 on Earth: choose a raster of densities, and the right band.</source>
        <translation>El ráster no tiene ningún valor por encima de 0 en la Tierra: elija un ráster de densidades, y la banda correcta.</translation>
    </message>
    <message>
        <location filename="../../backend/density_raster.py"/>
        <location filename="../../backend/jobs_api.py"/>
        <location filename="../../backend/maps.py"/>
        <source>Give either area_km2 or recall.</source>
        <translation>Indique o bien area_km2 o bien recall.</translation>
    </message>
    <message>
        <location filename="../../backend/ensemble.py"/>
        <source>The predictors contradict one another everywhere: no place is left on the map.</source>
        <translation>Los predictores se contradicen en todas partes: no queda ningún lugar en el mapa.</translation>
    </message>
    <message>
        <location filename="../../backend/georeference.py"/>
        <source>The raster lies outside of what its coordinate system can show: check its CRS.</source>
        <translation>El ráster está fuera de lo que su sistema de coordenadas puede mostrar: compruebe su SRC.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The SHA-256 of a bundle has 64 hexadecimal digits: copy it from whoever published it.</source>
        <translation>El SHA-256 de un paquete de modelos tiene 64 dígitos hexadecimales: cópielo de quien lo publicó.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>The starter bundle comes with the plugin and can't be removed.</source>
        <translation>El paquete de modelos starter viene con el complemento y no se puede quitar.</translation>
    </message>
    <message>
        <location filename="../../backend/installation.py"/>
        <source>Another process installs or removes a bundle: wait until it has ended.</source>
        <translation>Otro proceso instala o quita un paquete de modelos: espere a que termine.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>Many photos are waiting already: the next one can come in a moment.</source>
        <translation>Ya esperan muchas fotos: la siguiente puede llegar en un momento.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo can't be stored: check the disk's free space.</source>
        <translation>No se puede guardar la foto: compruebe el espacio libre del disco.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend no longer has this photo's result: it was removed, or the backend was restarted; geolocate the photo again.</source>
        <translation>El backend ya no tiene el resultado de esta foto: se quitó, o el backend se reinició; geolocalice la foto de nuevo.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The photo was cancelled.</source>
        <translation>La foto se canceló.</translation>
    </message>
    <message>
        <location filename="../../backend/jobs.py"/>
        <source>The backend failed on this photo: see its log.</source>
        <translation>El backend falló con esta foto: consulte su registro.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The bundle's validation photos do not speak for this map, so no recall is promised: a recall is the share of the map's own probability.</source>
        <translation>Las fotos de validación del paquete de modelos no valen para este mapa, así que no se garantiza ninguna exhaustividad: una exhaustividad es la proporción de la propia probabilidad del mapa.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>This bundle was not calibrated: a recall is the share of the map's own probability.</source>
        <translation>Este paquete de modelos no se calibró: una exhaustividad es la proporción de la propia probabilidad del mapa.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A photo is named twice: name each one once.</source>
        <translation>Una foto se nombra dos veces: nombre cada una una sola vez.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>The Recall vs Area curve does not speak for a map with choices of your own: ask for an area in km2, or for a share of the map's probability.</source>
        <translation>La curva de exhaustividad según el área no vale para un mapa con decisiones propias: pida un área en km², o una proporción de la probabilidad del mapa.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>A prior is named twice: give it one weight.</source>
        <translation>Un a priori se nombra dos veces: déle un solo peso.</translation>
    </message>
    <message>
        <location filename="../../backend/maps.py"/>
        <source>Nothing makes this map: switch on a member of the ensemble, or give a prior some weight.</source>
        <translation>Nada produce este mapa: active un miembro del conjunto, o dé algo de peso a un a priori.</translation>
    </message>
    <message>
        <location filename="../../backend/maps_api.py"/>
        <source>Give either polygons or countries.</source>
        <translation>Indique o bien polígonos o bien países.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The cells' map can't be written: check the disk's free space.</source>
        <translation>No se puede escribir el mapa de las celdas: compruebe el espacio libre del disco.</translation>
    </message>
    <message>
        <location filename="../../backend/member_map.py"/>
        <source>The attribute's map can't be written: check the disk's free space.</source>
        <translation>No se puede escribir el mapa del atributo: compruebe el espacio libre del disco.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has no position on Earth: assign its CRS and extent first.</source>
        <translation>El ráster no tiene posición en la Tierra: asígnele primero SRC y extensión.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has an extent that is not valid: its pixels have no size.</source>
        <translation>El ráster tiene una extensión no válida: sus píxeles no tienen tamaño.</translation>
    </message>
    <message>
        <location filename="../../backend/raster_file.py"/>
        <source>The raster has a coordinate system that can't be brought to longitudes and latitudes: reproject it.</source>
        <translation>El ráster tiene un sistema de coordenadas que no se puede llevar a longitudes y latitudes: reproyéctelo.</translation>
    </message>
    <message>
        <location filename="../../backend/rasters.py"/>
        <source>There is no such raster: it was removed, made room for others, or the backend was restarted; send it again.</source>
        <translation>No existe ese ráster: se quitó, dejó sitio a otros, o el backend se reinició; envíelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../backend/refined.py"/>
        <source>These priors are too detailed to be combined: use fewer of them, or coarser ones.</source>
        <translation>Estos a prioris son demasiado detallados para combinarlos: use menos, o más gruesos.</translation>
    </message>
    <message>
        <location filename="../../backend/result.py"/>
        <source>This bundle was not calibrated.</source>
        <translation>Este paquete de modelos no se calibró.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>This is not one of the backend's names: use the address that it announced.</source>
        <translation>Este no es uno de los nombres del backend: use la dirección que anunció.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend answers programs, not web pages.</source>
        <translation>El backend responde a programas, no a páginas web.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The token is missing or not the one of this launch.</source>
        <translation>Falta el token o no es el de este inicio.</translation>
    </message>
    <message>
        <location filename="../../backend/server.py"/>
        <source>The backend failed on this request: see its log.</source>
        <translation>El backend falló en esta petición: vea su registro.</translation>
    </message>
    <message>
        <location filename="../../backend/turns.py"/>
        <source>The backend is busy with what others asked for: try again in a moment.</source>
        <translation>El backend está ocupado con lo que otros pidieron: inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <location filename="../../backend/web.py"/>
        <source>The file is not there any more: its photo's result or map was removed.</source>
        <translation>El archivo ya no existe: se quitó el resultado o el mapa de su foto.</translation>
    </message>
</context>
</TS>

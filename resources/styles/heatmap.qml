<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis styleCategories="Symbology" version="3.22.0">
  <pipe-data-defined-properties>
    <Option type="Map">
      <Option name="name" type="QString" value=""/>
      <Option name="properties"/>
      <Option name="type" type="QString" value="collection"/>
    </Option>
  </pipe-data-defined-properties>
  <pipe>
    <provider>
      <resampling zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2" enabled="false" zoomedInResamplingMethod="nearestNeighbour"/>
    </provider>
    <rasterrenderer band="1" classificationMax="9" type="singlebandpseudocolor" nodataColor="" opacity="1" classificationMin="0.5" alphaBand="-1">
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader clip="0" minimumValue="0.5" maximumValue="9" colorRampType="INTERPOLATED" classificationMode="1" labelPrecision="6">
          <item label="floor" alpha="0" value="0.5" color="#880aa5"/>
          <item label="1" alpha="125" value="1" color="#880aa5"/>
          <item label="2" alpha="143" value="2" color="#a72196"/>
          <item label="3" alpha="160" value="3" color="#c13b82"/>
          <item label="4" alpha="176" value="4" color="#d6566d"/>
          <item label="5" alpha="190" value="5" color="#e87159"/>
          <item label="6" alpha="203" value="6" color="#f58e45"/>
          <item label="7" alpha="216" value="7" color="#fcae33"/>
          <item label="8" alpha="228" value="8" color="#fbd225"/>
          <item label="9" alpha="240" value="9" color="#f0f921"/>
          <rampLegendSettings suffix="" direction="0" minimumLabel="" prefix="" orientation="2" maximumLabel="" useContinuousLegend="0">
            <numericFormat id="basic">
              <Option type="Map">
                <Option name="decimal_separator" type="QChar" value=""/>
                <Option name="decimals" type="int" value="6"/>
                <Option name="rounding_type" type="int" value="0"/>
                <Option name="show_plus" type="bool" value="false"/>
                <Option name="show_thousand_separator" type="bool" value="true"/>
                <Option name="show_trailing_zeros" type="bool" value="false"/>
                <Option name="thousand_separator" type="QChar" value=""/>
              </Option>
            </numericFormat>
          </rampLegendSettings>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast gamma="1" contrast="0" brightness="0"/>
    <huesaturation colorizeStrength="100" colorizeRed="255" invertColors="0" colorizeGreen="128" colorizeBlue="128" saturation="0" colorizeOn="0" grayscaleMode="0"/>
    <rasterresampler maxOversampling="2"/>
    <resamplingStage>resamplingFilter</resamplingStage>
  </pipe>
  <blendMode>0</blendMode>
</qgis>

<#-- The jars of others, for debian/copyright. -->
<#list dependencyMap as entry>
<#assign jar = entry.getKey()/>
<#if jar.groupId != "org.threadless">

Files: /usr/share/threadless-router/lib/${jar.artifactId}-${jar.version}<#if (jar.artifact.classifier)?has_content>-${jar.artifact.classifier}</#if>.jar
Copyright: <#if (jar.organization.name)?has_content>${jar.organization.name}<#else>the authors of ${jar.groupId}</#if>
License: <#list entry.getValue() as license>${license}<#if license_has_next> or </#if></#list>
<#if (jar.url)?has_content>
Comment: ${jar.url}
</#if>
</#if>
</#list>

@echo off
rem Starts the router: finds Java, and hands over all arguments.
rem   ROUTER_OPTS   options for the JVM, split at blanks: -Xmx512m
rem   ROUTER_HOME   the folder of all that is yours: conf, plugins, data, cache; default: the unzipped folder. Relative
rem                 paths in the configuration start from it. conf\router.yml is made there at the first use.
rem   ROUTER_CONF   the folder of router.yml, logback.xml, presets and texts; default: conf of ROUTER_HOME
setlocal
for %%i in ("%~dp0..") do set "DIST=%%~fi"
rem Whoever sets a variable with quotation marks has them in it.
if defined ROUTER_HOME set "ROUTER_HOME=%ROUTER_HOME:"=%"
if defined ROUTER_CONF set "ROUTER_CONF=%ROUTER_CONF:"=%"
if defined JAVA_HOME set "JAVA_HOME=%JAVA_HOME:"=%"
if not defined ROUTER_HOME set "ROUTER_HOME=%DIST%"
if not defined ROUTER_CONF set "ROUTER_CONF=%ROUTER_HOME%\conf"
set "LOG=%ROUTER_CONF%\logback.xml"
if not exist "%LOG%" set "LOG=%DIST%\conf\logback.xml"

rem What ends a jar in the URL of a file in it: Java finds no classes below such a folder.
set "BANG=%DIST%\"
if not "%BANG:!\=%"=="%BANG%" (
  echo router: Java cannot start from the folder "%DIST%": there is a ! at the end of a name in its path. Move it to another one. 1>&2
  exit /b 1
)

set "JAVA=java"
set "WHERE=PATH"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME set "WHERE=JAVA_HOME, %JAVA_HOME%"
set "VERSION="
rem Not with a quotation mark at its beginning: cmd would take that one away, and the last one of the line.
for /f "tokens=1-3" %%a in ('call "%JAVA%" -version 2^>^&1') do if "%%b"=="version" if not defined VERSION set "VERSION=%%~c"
if not defined VERSION (
  echo router: Java 17 or later is needed, and none was found in "%WHERE%". Install it, or set JAVA_HOME. 1>&2
  exit /b 1
)
for /f "tokens=1,2 delims=.-+_" %%a in ("%VERSION%") do if "%%a"=="1" (set "FEATURE=%%b") else (set "FEATURE=%%a")
if %FEATURE% LSS 17 (
  echo router: Java 17 or later is needed, and "%JAVA%" is Java %VERSION%. Install it, or set JAVA_HOME. 1>&2
  exit /b 1
)

rem Java gets its arguments in the code page, which may lack characters; with them as they are, it sees that.
set ROUTER_ARGUMENTS=%*

rem Guice, Jetty and H2 use what Java 23 and later warn about.
set "QUIET="
if %FEATURE% GEQ 23 set "QUIET=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"

rem What "router prepare" has kept for this very Java. Where it is of no use, because lib has changed say, Java does without.
if %FEATURE% GEQ 25 (
  set "CACHE=%ROUTER_HOME%\cache\java-%VERSION%.aot"
  set "MAKE=-XX:AOTCacheOutput="
  set "USE=-XX:AOTCache="
  set "SILENT=-Xlog:aot=off -Xlog:cds=off"
) else (
  set "CACHE=%ROUTER_HOME%\cache\java-%VERSION%.jsa"
  set "MAKE=-XX:ArchiveClassesAtExit="
  set "USE=-XX:SharedArchiveFile="
  set "SILENT=-Xlog:cds=off -Xlog:class+path=off"
)
set "HOME_NOW=%ROUTER_HOME%"
set "FIRST="
set "SECOND="
if "%~1"=="prepare" if "%~2"=="" goto prepare
if exist "%CACHE%" set FIRST="%USE%%CACHE%"
rem Not by "call", which would take the percent signs out of the arguments.
goto java

:prepare
if not exist "%ROUTER_HOME%\cache" mkdir "%ROUTER_HOME%\cache"
if exist "%CACHE%" del "%CACHE%"
set "HOME_NOW=%TEMP%\router-%RANDOM%%RANDOM%"
mkdir "%HOME_NOW%" || exit /b 1
set FIRST="%MAKE%%CACHE%"
set SECOND="-Drouter.prepare=%DIST%\conf\prepare.yml"
rem Java has much to say meanwhile; it matters only where nothing comes of it.
call :java prepare >nul 2>"%HOME_NOW%\errors"
set "CODE=%ERRORLEVEL%"
if not exist "%CACHE%" set "CODE=1"
if not "%CODE%"=="0" (
  if exist "%CACHE%" del "%CACHE%"
  if exist "%CACHE%.config" del "%CACHE%.config"
  findstr /v /b /c:"Picked up " "%HOME_NOW%\errors" 1>&2
  rmdir /s /q "%HOME_NOW%"
  echo router: nothing is kept; the router starts without 1>&2
  exit /b 1
)
rmdir /s /q "%HOME_NOW%"
echo Kept in "%CACHE%"; it is used from now on.
exit /b 0

rem The heap begins small: it would have a 64th of the memory there is, touched or not. Where it is too small after all, the process
rem ends: one that has lost some of its threads would go on answering. A home that ends with a \ would take the quotation mark with it.
:java
"%JAVA%" -Xms32m -XX:+ExitOnOutOfMemoryError %FIRST% %SECOND% %SILENT% -Dfile.encoding=UTF-8 %QUIET% %ROUTER_OPTS% "-Drouter.home=%HOME_NOW%/" "-Drouter.conf=%ROUTER_CONF%\router.yml" "-Drouter.conf.template=%DIST%\conf\router.yml" "-Drouter.plugins=%ROUTER_HOME%\plugins" "-Drouter.plugins.available=%DIST%\plugins-available" "-Dlogback.configurationFile=%LOG%" -cp "%DIST%\lib\*" org.threadless.server.Main %*
exit /b %ERRORLEVEL%

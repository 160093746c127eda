@echo off
rem Starts the router: finds Java, and hands over all arguments.
rem   ROUTER_OPTS   options for the JVM: -Xmx512m
rem   ROUTER_HOME   the folder of all that is yours: conf, plugins, data; default: the unzipped folder. Relative
rem                 paths in the configuration start from it. conf\router.yml is made there at the first use.
rem   ROUTER_CONF   the folder of router.yml, logback.xml, presets and texts; default: conf of ROUTER_HOME
setlocal
for %%i in ("%~dp0..") do set "DIST=%%~fi"
if not defined ROUTER_HOME set "ROUTER_HOME=%DIST%"
if not defined ROUTER_CONF set "ROUTER_CONF=%ROUTER_HOME%\conf"
set "LOG=%ROUTER_CONF%\logback.xml"
if not exist "%LOG%" set "LOG=%DIST%\conf\logback.xml"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION="
for /f "tokens=3" %%v in ('""%JAVA%" -version" 2^>^&1 ^| findstr /i "version"') do if not defined VERSION set "VERSION=%%~v"
if not defined VERSION (
  echo router: Java 17 or later is needed, and none was found. Install it, or set JAVA_HOME. 1>&2
  exit /b 1
)
for /f "tokens=1,2 delims=.-+_" %%a in ("%VERSION%") do if "%%a"=="1" (set "FEATURE=%%b") else (set "FEATURE=%%a")
if %FEATURE% LSS 17 (
  echo router: Java 17 or later is needed, and "%JAVA%" is Java %VERSION%. Install it, or set JAVA_HOME. 1>&2
  exit /b 1
)
rem Java gets its arguments in the code page, which may lack characters; with them as they are, it sees that.
set ROUTER_ARGUMENTS=%*
set "QUIET="
if %FEATURE% GEQ 23 set "QUIET=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
"%JAVA%" -Xms32m -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 %QUIET% %ROUTER_OPTS% "-Drouter.home=%ROUTER_HOME%" "-Drouter.conf=%ROUTER_CONF%\router.yml" "-Drouter.conf.template=%DIST%\conf\router.yml" "-Drouter.plugins=%ROUTER_HOME%\plugins" "-Dlogback.configurationFile=%LOG%" -cp "%DIST%\lib\*" org.threadless.server.Main %*
exit /b %ERRORLEVEL%

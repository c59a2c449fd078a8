@echo off
rem Starts label-verifier.
rem   JAVA_HOME            the Java to use, 17 or newer; if it is not set, the java on the PATH
rem   LABEL_VERIFIER_OPTS  more options for the Java virtual machine, for example -Xmx64m
setlocal disabledelayedexpansion

set "lib=%~dp0..\lib"
set "remedy=install Java 17 or newer, or set JAVA_HOME to it"
set "java="
if defined JAVA_HOME (
    set "java=%JAVA_HOME%\bin\java.exe"
) else (
    for %%j in (java.exe) do set "java=%%~$PATH:j"
)
if not defined java (
    echo label-verifier: no Java found: %remedy% 1>&2
    exit /b 1
)
if not exist "%java%" (
    echo label-verifier: there is no bin\java.exe in JAVA_HOME: %remedy% 1>&2
    exit /b 1
)

rem A Java without a release file tells its age by itself.
set "version="
for %%j in ("%java%") do set "release=%%~dpj..\release"
if exist "%release%" (
    for /f "usebackq tokens=1,2 delims==" %%n in ("%release%") do if "%%n"=="JAVA_VERSION" set "version=%%~o"
)
for /f "delims=.-+_ tokens=1" %%v in ("%version%") do set "version=%%v"
if defined version if %version% LSS 17 (
    echo label-verifier: "%java%" is too old: %remedy% 1>&2
    exit /b 1
)

set "archive="
if exist "%lib%\label-verifier.jsa" set archive="-XX:SharedArchiveFile=%lib%\label-verifier.jsa"
rem This very run makes a new one.
if defined LABEL_VERIFIER_OPTS if not "%LABEL_VERIFIER_OPTS:-XX:ArchiveClassesAtExit=%"=="%LABEL_VERIFIER_OPTS%" set "archive="

rem Java's second compiler pays where the bytes of pictures are gone through, to decode or to hash them, and nowhere else.
rem Where a report has its images, only Java can read here.
set "reads="
set "asks="
for %%c in (gallery inspect review delete restore) do if "%~1"=="%%c" set "reads=1"
for %%c in (verify dataset) do if "%~1"=="%%c" set "asks=1"
if not defined asks goto looked
set "references="
set "word="
:look
if "%~1"=="" goto asked
set "before=%word%"
set "word=%~1"
if /i "%word:~0,5%"=="s3://" set "references=1"
for %%o in (--inspect --flag-near-duplicates --flag-quality --s3-endpoint-url --request-payer) do if "%word%"=="%%o" set "reads=1"
if "%before%"=="--send" if "%word%"=="bytes" set "reads=1"
shift /1
goto look
:asked
if not defined references set "reads=1"
:looked
set "compilers=-XX:TieredStopAtLevel=1"
if defined reads set "compilers=-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"

rem Java does not start with two collectors, and these variables may name another.
set "collector=-XX:+UseSerialGC"
for %%v in (LABEL_VERIFIER_OPTS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS) do if defined %%v (
    set %%v 2>nul | findstr /r /c:"^%%v=.*-XX:+Use[A-Za-z0-9]*GC" >nul && set "collector="
)

"%java%" %compilers% %collector% -XX:-UsePerfData -Xlog:disable -XX:+DisplayVMOutputToStderr ^
    -Xshare:auto %archive% %LABEL_VERIFIER_OPTS% -jar "%lib%\label-verifier.jar" %*
exit /b %ERRORLEVEL%

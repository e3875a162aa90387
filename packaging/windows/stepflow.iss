; Inno Setup 6 script: makes dist\StepFlow-VERSION-setup.exe of dist\stepflow, for one user and without administrator
; rights. NOT RUN YET: StepFlow's supervisor needs Linux or macOS, so on Windows the window opens and commands do not
; run. It is kept ready for the day they do.
;   iscc /DVersion=0.1.0 packaging\windows\stepflow.iss

#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6F0B7B0E-5B0E-4C57-9C53-5B1C0F6B2E51}
AppName=StepFlow
AppVersion={#Version}
AppVerName=StepFlow {#Version}
AppPublisher=The StepFlow Desktop maintainers
AppPublisherURL=https://github.com/stepflow-desktop/stepflow-desktop
DefaultDirName={autopf}\StepFlow
DefaultGroupName=StepFlow
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=StepFlow-{#Version}-setup
SetupIconFile=..\..\build\icons\stepflow.ico
UninstallDisplayIcon={app}\stepflow-desktop.exe
LicenseFile=..\..\LICENSE
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesEnvironment=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "path"; Description: "Let the command stepflow be found in terminals"
Name: "desktopicon"; Description: "Put an icon on the desktop"; Flags: unchecked

[Files]
Source: "..\..\dist\stepflow\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\StepFlow"; Filename: "{app}\stepflow-desktop.exe"; AppUserModelID: "io.github.stepflow_desktop.StepFlow"
Name: "{autodesktop}\StepFlow"; Filename: "{app}\stepflow-desktop.exe"; Tasks: desktopicon; AppUserModelID: "io.github.stepflow_desktop.StepFlow"

[Registry]
; Links such as stepflow://ID#L120 show something; they never start a command.
Root: HKA; Subkey: "Software\Classes\stepflow"; ValueType: string; ValueData: "URL:StepFlow"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\stepflow"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\stepflow\shell\open\command"; ValueType: string; ValueData: """{app}\stepflow-desktop.exe"" open ""%1"""
; "Open with" for scripts; what opens them by default stays as it is.
Root: HKA; Subkey: "Software\Classes\Applications\stepflow-desktop.exe\shell\open\command"; ValueType: string; ValueData: """{app}\stepflow-desktop.exe"" open ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\stepflow-desktop.exe\SupportedTypes"; ValueType: string; ValueName: ".py"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\stepflow-desktop.exe\SupportedTypes"; ValueType: string; ValueName: ".ps1"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\stepflow-desktop.exe\SupportedTypes"; ValueType: string; ValueName: ".bat"; ValueData: ""
Root: HKA; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotInPath

[Run]
Filename: "{app}\stepflow-desktop.exe"; Description: "Open StepFlow"; Flags: nowait postinstall skipifsilent

[Code]
function NotInPath: Boolean;
var
  Path: string;
begin
  if not RegQueryStringValue(HKA, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Path) + ';') = 0;
end;

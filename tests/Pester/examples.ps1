# What Examples.Tests.ps1 and its jobs share, after common.ps1: the examples of the help pages, and sessions in which they run.

. "$PSScriptRoot/fleet.ps1"

function Get-PageExample {
    <#
    .SYNOPSIS
    Returns every example of the help pages: its name, and its code.
    #>
    foreach ($file in Get-ChildItem "$PSScriptRoot/../../docs/en-US/*.md") {
        $section = ((Get-Content $file -Raw) -split '(?m)^## EXAMPLES\s*$')[1] -split '(?m)^## ' | Select-Object -First 1
        foreach ($part in $section -split '(?m)^### ' | Select-Object -Skip 1) {
            @{
                Example = "$($file.BaseName), $(($part -split '\r?\n')[0])"
                Code    = [regex]::Matches($part, '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value }) -join "`n"
            }
        }
    }
}

function Convert-Example {
    <#
    .SYNOPSIS
    Returns an example as it runs here: at a simulator, for a fraction of a second where it would run for minutes, and once or twice
    where it would repeat.
    #>
    param([string] $Code, [string] $BaseUrl)

    $Code -replace 'https://dms\.example\.org', $BaseUrl `
        -replace '(-Duration) \S+', '$1 250ms' `
        -replace '(-WarmUp) \S+', '$1 50ms' `
        -replace '(-DrainTime) \S+', '$1 0s' `
        -replace '(-RunTimeInMinutes) \S+', '$1 0.005' `
        -replace '(-StartIn) \S+', '$1 5s' `
        -replace '(-MaxClockError) \S+', '$1 5s' `
        -replace "'\d+(?:s|m|h):(\d+)'", '''100ms:$1''' `
        -replace '(-Repeat) \d+', '$1 1' `
        -replace '(?<=in )1\.\.6\b', '1..2' `
        -replace '(Find-BatchCapacity (?!.*-Repeat)[^|\r\n]*)', '$1 -Repeat 1 -Confidence 50%'
}

# Whether a script needs $machines: two sessions, on processes that serve all scripts of a session that need them.
function Test-ForMachines([string] $Script) { $Script -match '\$machines\b' }

function New-ExampleSession {
    <#
    .SYNOPSIS
    Returns a session for examples with a simulator and a folder of its own; .Stop() ends and deletes them.
    .NOTES
    The simulator bounds the load: an example shows that it works, and a server as fast as it can be would only cost processor time.
    #>
    $session = [pscustomobject]@{
        Runspace  = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
        Simulator = Start-TestSimulator -Option @{ 'latency-transaction-ms' = 20; 'max-transactions' = 4 }
        Folder    = [IO.Directory]::CreateTempSubdirectory('batchperf-examples-').FullName
        Machines  = $null
    }
    $session.Runspace.Open()
    $session | Add-Member ScriptMethod Stop { if ($this.Machines) { Remove-ProcessSession $this.Machines }; $this.Runspace.Dispose(); $this.Simulator.Stop(); Remove-Item -LiteralPath $this.Folder -Recurse } -PassThru
}

function Invoke-InSession {
    <#
    .SYNOPSIS
    Runs a script in a session that has forgotten the variables of the one before, with the module, $dms and $key, in an empty folder
    that has ./scenarios.
    .OUTPUTS
    What it put out, its error records and exit code, and which simulators it left running.
    #>
    param($Session, [string] $Script, [hashtable] $Parameter = @{})

    $folder = (New-Item -ItemType Directory (Join-Path $Session.Folder ([guid]::NewGuid()))).FullName
    Copy-Item "$PSScriptRoot/../../examples/scenarios" "$folder/scenarios" -Recurse
    $Session.Runspace.ResetRunspaceState()
    if (-not $Session.Machines -and (Test-ForMachines $Script)) { $Session.Machines = (New-ProcessSession), (New-ProcessSession) }
    $shell = [powershell]::Create($Session.Runspace)
    try {
        $null = $shell.AddScript({
                param($ModulePath, $BaseUrl, $Credential, $Folder, $Machines)
                $ErrorActionPreference = 'Stop'
                $ProgressPreference = $WarningPreference = 'SilentlyContinue'
                Set-Location $Folder
                Import-Module $ModulePath
                $key = $Credential
                $PSDefaultParameterValues['Invoke-BatchFleetTest:ModulePath'] = "$(Split-Path $Folder)/modules"
                $dms = Connect-BatchApi -BaseUrl $BaseUrl -Credential $key
            }, $false).AddParameters(@{ ModulePath = $ModulePath; BaseUrl = $Session.Simulator.BaseUrl; Credential = $Session.Simulator.Credential; Folder = $folder; Machines = $Session.Machines }).Invoke()
        $shell.Commands.Clear()
        $output = $shell.AddScript($Script, $false).AddParameters($Parameter).Invoke()
        $errors = @($shell.Streams.Error)
        $shell.Commands.Clear()
        $after = $shell.AddScript({
                Disconnect-BatchApi $dms
                @{ ExitCode = $LASTEXITCODE; Simulators = @(Get-Variable -ValueOnly | Where-Object { $_ -is [EdFi.BatchPerf.BatchSimulator] -and $_.Running }) }
            }, $false).Invoke()[0]
        [pscustomobject]@{ Output = $output; Text = $output | Out-String -Width 200; Errors = $errors; ExitCode = $after.ExitCode; Simulators = $after.Simulators; Folder = $folder }
    }
    finally {
        $shell.Dispose()
    }
}

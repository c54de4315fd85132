# What every test file dot-sources in its BeforeAll: the module as it ships, and a simulator for the file.
# Start-TestSimulator does not use the module, so that the module is tested against something that it did not make.

$ErrorActionPreference = 'Stop'

$ModulePath = $env:EDFI_BATCHPERF_MODULE ?? (Resolve-Path "$PSScriptRoot/../../out/module/EdFi.BatchPerf").Path
Import-Module $ModulePath

function Start-TestSimulator {
    <#
    .SYNOPSIS
    Starts a simulator on a free port; .Stop() in AfterAll ends it.
    .EXAMPLE
    $simulator = Start-TestSimulator -Option @{ 'batch-limit' = 30; gzip = $true }
    #>
    param([hashtable] $Option = @{})

    # It ends with its standard input, so that none is left behind by a test run that was killed.
    $settings = @{ 'exit-with-stdin' = $true; urls = 'http://127.0.0.1:0'; key = 'test-key'; secret = 'test-secret' } + $Option
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.ArgumentList.Add((Join-Path $ModulePath 'simulator/edfi-dms-simulator.dll'))
    foreach ($name in $settings.Keys) {
        $value = $settings[$name]
        if ($value -is [bool]) {
            if ($value) { $start.ArgumentList.Add("--$name") }
            continue
        }

        $start.ArgumentList.Add("--$name")
        $start.ArgumentList.Add([string]::Format([cultureinfo]::InvariantCulture, '{0}', $value))
    }

    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait(60000) -or $line.Result -notmatch '^edfi-dms-simulator listening on ([^;\s]+)') {
        if (-not $process.HasExited) { $process.Kill() }
        throw "The simulator did not start: $($line.IsCompletedSuccessfully ? $line.Result : '(silence)') $($process.StandardError.ReadToEnd())"
    }

    $simulator = [pscustomobject]@{
        BaseUrl    = $Matches[1]
        Credential = New-TestCredential $settings.key $settings.secret
        Process    = $process
    }
    # What it saw; see GET /simulator/counts.
    $simulator | Add-Member ScriptMethod Counts { Invoke-RestMethod "$($this.BaseUrl)/simulator/counts" }
    $simulator | Add-Member ScriptMethod ResetCounts { $null = Invoke-RestMethod "$($this.BaseUrl)/simulator/reset-counts" -Method Post }
    # Changes options while it runs: $simulator.Set(@{ throttleRate = 0.1 })
    $simulator | Add-Member ScriptMethod Set { param($faults) $null = Invoke-RestMethod "$($this.BaseUrl)/simulator/faults" -Method Post -Body ($faults | ConvertTo-Json) -ContentType application/json }
    $simulator | Add-Member ScriptMethod Stop { if (-not $this.Process.HasExited) { $this.Process.Kill(); $this.Process.WaitForExit() } }
    $simulator
}

function New-TestCredential([string] $Key = 'test-key', [string] $Secret = 'test-secret') {
    [pscredential]::new($Key, (ConvertTo-SecureString $Secret -AsPlainText -Force))
}

function New-TestConnection {
    <#
    .SYNOPSIS
    Connects to a simulator of Start-TestSimulator, with further parameters of Connect-BatchApi.
    #>
    param([Parameter(Mandatory)] $Simulator, [hashtable] $Parameter = @{})

    Connect-BatchApi -BaseUrl $Simulator.BaseUrl -Credential $Simulator.Credential @Parameter
}

function Invoke-CleanPowerShell {
    <#
    .SYNOPSIS
    Runs a script in a new PowerShell without a profile, and returns what it puts out.
    .NOTES
    The script sees its arguments as $args, as text; what it returns comes back through JSON.
    #>
    param([Parameter(Mandatory)] [scriptblock] $Script, [string[]] $ArgumentList = @())

    $file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).ps1"
    "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'; & {$Script} @args | ConvertTo-Json -Depth 4 -Compress -AsArray" | Set-Content -LiteralPath $file
    try {
        # As a .NET tool, PowerShell is a library that dotnet runs.
        $program = [Environment]::ProcessPath
        $first = [IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet' ? @("$PSHOME/pwsh.dll") : @()
        $output = & $program @first -NoProfile -NonInteractive -File $file @ArgumentList 2>&1
        if ($LASTEXITCODE -ne 0) { throw "PowerShell ended with exit code ${LASTEXITCODE}: $($output | Out-String)" }
        $output | Select-Object -Last 1 | ConvertFrom-Json
    }
    finally {
        Remove-Item -LiteralPath $file
    }
}

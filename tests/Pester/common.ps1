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
    $settings = @{ 'exit-with-stdin' = $true; urls = 'http://127.0.0.1:0'; key = 'test-key'; secret = 'test-secret' }
    foreach ($name in $Option.Keys) { $settings[$name] = $Option[$name] }
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

function Assert-Problem {
    <#
    .SYNOPSIS
    Runs a script that must end in one terminating error of this module, and returns the error for closer looks.
    #>
    param(
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [Management.Automation.ErrorCategory] $Category,
        # A wildcard that what the operator reads must match.
        [string] $Like = '*',
        [Parameter(Mandatory)] [scriptblock] $Script
    )

    $record = $Script | Should -Throw -PassThru
    $record.FullyQualifiedErrorId | Should -BeLike "$Id,EdFi.BatchPerf.Cmdlets.*Command"
    $record.CategoryInfo.Category | Should -Be $Category
    $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty -Because 'an error names the next step'
    "$record $($record.ErrorDetails.RecommendedAction)" | Should -BeLike $Like
    $record
}

function Start-Interruptible {
    <#
    .SYNOPSIS
    Runs a script in a runspace of its own, as a session does that Ctrl+C will end: .Stop() is the key.
    .NOTES
    The script sees the variables of -Variable; the hashtables among them are shared with the test.
    #>
    param([Parameter(Mandatory)] [string] $Script, [hashtable] $Variable = @{})

    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($ModulePath)
    foreach ($name in $Variable.Keys) { $state.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new($name, $Variable[$name], '')) }
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $shell = [powershell]::Create($runspace).AddScript($Script)
    $session = [pscustomobject]@{ Shell = $shell; Runspace = $runspace; Output = [Management.Automation.PSDataCollection[psobject]]::new(); Running = $null }
    $session.Running = $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]] $null, $session.Output)
    # Waits for the end.
    $session | Add-Member ScriptMethod Wait { $this.Shell.EndInvoke($this.Running) }
    # Ends it as Ctrl+C does. What is to be stopped lasts 10 minutes, so a minute tells stopping from waiting on the busiest machine.
    $session | Add-Member ScriptMethod Stop {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $this.Shell.Stop()
        if ($watch.Elapsed.TotalSeconds -gt 60) { throw "Stopping took $($watch.Elapsed.TotalSeconds) s." }
    }
    $session | Add-Member ScriptMethod Get { param($name) $this.Runspace.SessionStateProxy.GetVariable($name) }
    $session | Add-Member ScriptMethod Dispose { $this.Shell.Dispose(); $this.Runspace.Dispose() }
    $session
}

function Wait-Until {
    <#
    .SYNOPSIS
    Waits until a condition holds, and fails when it does not within the time, which only a broken test needs.
    #>
    param([Parameter(Mandatory)] [scriptblock] $Condition, [int] $Seconds = 60, [string] $Because = 'the condition must come to hold')

    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) { throw "Waited $Seconds s in vain: $Because" }
        Start-Sleep -Milliseconds 20
    }
}

function Get-PowerShellCommand {
    <#
    .SYNOPSIS
    Returns the program of this PowerShell, and what precedes all other arguments.
    .NOTES
    As a .NET tool, PowerShell is a library that dotnet runs; the pwsh on PATH is a parent that only waits. A test that kills or
    measures a PowerShell needs the process that does the work, so each is started by this command.
    #>
    [Environment]::ProcessPath
    if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') { "$PSHOME/pwsh.dll" }
}

function Start-TestPowerShell {
    <#
    .SYNOPSIS
    Starts a script in a new PowerShell without a profile, and returns the process, its output redirected.
    #>
    param([Parameter(Mandatory)] [string] $Script)

    $program, $first = Get-PowerShellCommand
    $start = [Diagnostics.ProcessStartInfo]::new($program)
    foreach ($argument in @($first | Where-Object { $_ }) + '-NoProfile', '-NonInteractive', '-Command', $Script) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    [Diagnostics.Process]::Start($start)
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
        $program, $first = Get-PowerShellCommand
        $first = @($first | Where-Object { $_ })
        $output = & $program @first -NoProfile -NonInteractive -File $file @ArgumentList 2>&1
        if ($LASTEXITCODE -ne 0) { throw "PowerShell ended with exit code ${LASTEXITCODE}: $($output | Out-String)" }
        $output | Select-Object -Last 1 | ConvertFrom-Json
    }
    finally {
        Remove-Item -LiteralPath $file
    }
}

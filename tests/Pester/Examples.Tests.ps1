# Runs every example of the help pages and every script in examples/, each with variables and a folder of its own, so that none rots.
# What examples may assume is said in about_EdFi.BatchPerf. Before they run, the address is changed, and how long and how often they send.

BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $examples = foreach ($file in Get-ChildItem "$root/docs/en-US/*.md") {
        $section = ((Get-Content $file -Raw) -split '(?m)^## EXAMPLES\s*$')[1] -split '(?m)^## ' | Select-Object -First 1
        foreach ($part in $section -split '(?m)^### ' | Select-Object -Skip 1) {
            @{
                Example = "$($file.BaseName), $(($part -split '\r?\n')[0])"
                Code    = [regex]::Matches($part, '(?ms)^```powershell\r?\n(.*?)^```').ForEach({ $_.Groups[1].Value }) -join "`n"
            }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $simulator = Start-TestSimulator

    # The example as it runs here: at the simulator, for a fraction of a second where it would run for minutes, once or twice where it
    # would repeat.
    function Convert-Example([string] $Code) {
        $Code -replace 'https://dms\.example\.org', $simulator.BaseUrl `
            -replace '(-Duration) \S+', '$1 250ms' `
            -replace '(-WarmUp) \S+', '$1 50ms' `
            -replace '(-DrainTime) \S+', '$1 0s' `
            -replace '(-RunTimeInMinutes) \S+', '$1 0.005' `
            -replace "'\d+(?:s|m|h):(\d+)'", '''100ms:$1''' `
            -replace '(-Repeat) \d+', '$1 1' `
            -replace '(?<=in )1\.\.6\b', '1..2' `
            -replace '(Find-BatchCapacity (?!.*-Repeat)[^|\r\n]*)', '$1 -Repeat 1 -Confidence 50%'
    }

    $session = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $session.Open()

    # Runs a script in the session, which has forgotten the variables of the one before, with the module, $dms and $key, in an empty
    # folder that has ./scenarios.
    # Returns what it put out, its error records and exit code, and which simulators it left running.
    function Invoke-InSession([scriptblock] $Script, [hashtable] $Parameter = @{}) {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
        Copy-Item "$root/examples/scenarios" "$folder/scenarios" -Recurse
        $session.ResetRunspaceState()
        $shell = [powershell]::Create($session)
        try {
            $null = $shell.AddScript({
                    param($ModulePath, $BaseUrl, $Credential, $Folder)
                    $ErrorActionPreference = 'Stop'
                    $ProgressPreference = $WarningPreference = 'SilentlyContinue'
                    Set-Location $Folder
                    Import-Module $ModulePath
                    $key = $Credential
                    $dms = Connect-BatchApi -BaseUrl $BaseUrl -Credential $key
                }, $false).AddParameters(@{ ModulePath = $ModulePath; BaseUrl = $simulator.BaseUrl; Credential = $simulator.Credential; Folder = $folder.FullName }).Invoke()
            $shell.Commands.Clear()
            $output = $shell.AddScript($Script, $false).AddParameters($Parameter).Invoke()
            $errors = @($shell.Streams.Error)
            $shell.Commands.Clear()
            $after = $shell.AddScript({
                    Disconnect-BatchApi $dms
                    @{ ExitCode = $LASTEXITCODE; Simulators = @(Get-Variable -ValueOnly | Where-Object { $_ -is [EdFi.BatchPerf.BatchSimulator] -and $_.Running }) }
                }, $false).Invoke()[0]
            [pscustomobject]@{ Output = $output; Text = $output | Out-String -Width 200; Errors = $errors; ExitCode = $after.ExitCode; Simulators = $after.Simulators; Folder = $folder.FullName }
        }
        finally {
            $shell.Dispose()
        }
    }

    $variables = @{ PERF_API_KEY = $simulator.Credential.UserName; PERF_API_SECRET = $simulator.Credential.GetNetworkCredential().Password }
    $before = @{}
    foreach ($name in $variables.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $variables[$name])
    }
}

AfterAll {
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    if ($session) { $session.Dispose() }
    if ($simulator) { $simulator.Stop() }
}

Describe 'The examples of the pages' {
    It 'run: <Example>' -ForEach $examples {
        $Code | Should -Not -BeNullOrEmpty
        $done = Invoke-InSession ([scriptblock]::Create((Convert-Example $Code)))
        $done.Errors | Should -BeNullOrEmpty
        $done.Simulators | Should -BeNullOrEmpty -Because 'an example stops what it starts'
    }

    It 'leave no document behind but fixtures' {
        $left = $simulator.Counts().documents.byResource.PSObject.Properties | Where-Object Value -GT 0 | ForEach-Object Name
        $left | Where-Object { $_ -notin 'schools', 'courses', 'sessions', 'courseOfferings', 'classPeriods', 'locations', 'localEducationAgencies' } | Should -BeNullOrEmpty
    }

    It 'are changed in nothing but the address, and how long and how often they send' {
        Convert-Example "Invoke-BatchVolumeTest -Duration 5m -WarmUp 30s -Stage '30s:50', '2m:0' -BatchCount 100" | Should -Be "Invoke-BatchVolumeTest -Duration 250ms -WarmUp 50ms -Stage '100ms:50', '100ms:0' -BatchCount 100"
        Convert-Example 'foreach ($i in 1..6) { Invoke-BatchVolumeTest -Repeat 6 }' | Should -Be 'foreach ($i in 1..2) { Invoke-BatchVolumeTest -Repeat 1 }'
        Convert-Example "Find-BatchCapacity 'p95 < 1s' -Connection `$dms" | Should -Be "Find-BatchCapacity 'p95 < 1s' -Connection `$dms -Repeat 1 -Confidence 50%"
    }
}

Describe 'The scripts in examples/' {
    BeforeAll {
        $short = @{ Duration = [timespan]'00:00:00.5' }
        $shortWithWarmUp = $short + @{ WarmUp = [timespan]'00:00:00.1' }

        function Invoke-ExampleScript([string] $Name, [hashtable] $Parameter = @{}) {
            $given = @{ BaseUrl = $simulator.BaseUrl; Credential = $simulator.Credential; ModulePath = $ModulePath }
            foreach ($parameterName in $Parameter.Keys) { $given[$parameterName] = $Parameter[$parameterName] }
            Invoke-InSession { param($Path, $Given) & $Path @Given } @{ Path = "$root/examples/$Name"; Given = $given }
        }
    }

    It 'are all run here: <_>' -ForEach (Get-ChildItem "$root/examples/*.ps1" | ForEach-Object Name) {
        Get-Content $PSCommandPath -Raw | Should -Match "Invoke-ExampleScript $([regex]::Escape($_))"
    }

    It 'explain themselves: <_>' -ForEach (Get-ChildItem "$root/examples/*.ps1" | ForEach-Object Name) {
        $help = Get-Help "$root/examples/$_" -Full
        $help.Synopsis | Should -Not -Match '^\S+\.ps1 \['
        $help.description.Text | Should -Match 'PERF_API_KEY'
        @($help.examples.example).Count | Should -BeGreaterThan 0
        (Get-Command "$root/examples/$_").Parameters.Keys | Should -Contain 'BaseUrl'
        (Get-Command "$root/examples/$_").Parameters.Keys | Should -Contain 'Credential'
    }

    It 'demo.ps1 writes its files' {
        $done = Invoke-ExampleScript demo.ps1 $short
        $done.Errors | Should -BeNullOrEmpty
        Get-ChildItem "$($done.Folder)/demo" | ForEach-Object Name | Should -Contain 'metrics.csv'
    }

    It 'nightly.ps1 writes a folder for the night and a line of history, and ends with 0' {
        $done = Invoke-ExampleScript nightly.ps1 $shortWithWarmUp
        $done.Errors | Should -BeNullOrEmpty
        $done.ExitCode | Should -Be 0
        Get-ChildItem "$($done.Folder)/nightly/*" -Directory | Get-ChildItem | ForEach-Object Name | Sort-Object | Should -Be 'errors.csv', 'metrics.csv', 'results.csv', 'results.journal', 'results.run.json'
        $line = @(Import-Csv "$($done.Folder)/nightly/history.csv")
        $line.Count | Should -Be 1
        [double]$line[0].CommittedOperationsPerSecond | Should -BeGreaterThan 0
    }

    It 'nightly.ps1 ends with 2 when it cannot connect' {
        (Invoke-ExampleScript nightly.ps1 ($shortWithWarmUp + @{ Credential = New-TestCredential 'nobody' 'nothing' })).ExitCode | Should -Be 2
    }

    It 'release-gate.ps1 ends with <ExitCode> when <When>' -ForEach @(
        @{ When = 'every limit holds'; ExitCode = 0; Limits = @{ MinOperationsPerSecond = 1; MaxP95Ms = 60000; AcceptVerdict = 'Valid', 'TooShort', 'Unsteady', 'ClientLimited' } }
        @{ When = 'one limit does not hold'; ExitCode = 1; Limits = @{ MinOperationsPerSecond = 1e9; MaxP95Ms = 60000; AcceptVerdict = 'Valid', 'TooShort', 'Unsteady', 'ClientLimited' } }
        @{ When = 'the run was too short to say anything'; ExitCode = 2; Limits = @{ MinOperationsPerSecond = 1 } }
    ) {
        $done = Invoke-ExampleScript release-gate.ps1 ($shortWithWarmUp + $Limits)
        $done.Errors | Should -BeNullOrEmpty
        $done.ExitCode | Should -Be $ExitCode
        if ($ExitCode -lt 2) { $done.Output.Count | Should -Be 3 }
    }

    It 'atomicity-gate.ps1 ends with <ExitCode> when <When>' -ForEach @(
        @{ When = 'nothing is left behind'; ExitCode = 0; Faults = @{}; Poison = 'StaleETag', 'OverLimit' }
        @{ When = 'a part survives'; ExitCode = 1; Faults = @{ breakAtomicity = $true }; Poison = 'StaleETag' }
        @{ When = 'a poison is taken'; ExitCode = 2; Faults = @{ claimSet = 'full' }; Poison = 'ForbiddenResource' }
    ) {
        $simulator.Set($Faults)
        try {
            $done = Invoke-ExampleScript atomicity-gate.ps1 @{ Poison = $Poison; Scenario = 'Student'; ClientCount = 1; BatchTripleCount = 1 }
        }
        finally {
            $simulator.Set(@{ breakAtomicity = $false; claimSet = 'sandbox' })
        }

        $done.Errors | Should -BeNullOrEmpty
        $done.ExitCode | Should -Be $ExitCode
        $done.Output | ForEach-Object { $_ | Should -BeOfType EdFi.BatchPerf.BatchAtomicityResult }
    }

    It 'compare-builds.ps1 returns a row for each figure, and proves nothing by two rounds' {
        $done = Invoke-ExampleScript compare-builds.ps1 ($shortWithWarmUp + @{ CandidateUrl = $simulator.BaseUrl; Rounds = 2 })
        $done.Errors | Should -BeNullOrEmpty
        $done.Output[0].Metric | Should -Be committedOperationsPerSecond
        $done.Output[0].BaselineRuns, $done.Output[0].CandidateRuns | Should -Be 2, 2
        $done.Output | ForEach-Object { "$($_.Verdict)" } | Select-Object -Unique | Should -Be Unproven
    }

    It 'batch-size-study.ps1 returns a row for each size, and says which ones the server refuses' {
        $done = Invoke-ExampleScript batch-size-study.ps1 ($shortWithWarmUp + @{ TripleCount = 1, 10, 1000; ClientCount = 1; Repeat = 2; Path = 'study' })
        $done.Errors | Should -BeNullOrEmpty
        $done.Output.OperationCount | Should -Be 3, 30, 3000
        $done.Output.Refused | Should -Be $false, $false, $true
        $done.Output | Where-Object { -not $_.Refused } | ForEach-Object { $_.CommittedOperationsPerSecond | Should -BeGreaterThan 0 }
        (Get-Content "$($done.Folder)/study/sizes.json" -Raw | ConvertFrom-Json).BatchLimit | Should -Be 100
        @(Import-Csv "$($done.Folder)/study/runs.csv").Count | Should -Be 6
    }

    It 'contention-study.ps1 returns a row for each size and share' {
        $done = Invoke-ExampleScript contention-study.ps1 @{ TripleCount = 1, 2; Share = 0, 0.5; Duration = [timespan]'00:00:00.3'; WarmUp = [timespan]'00:00:00.1'; ClientCount = 2 }
        $done.Errors | Should -BeNullOrEmpty
        $done.Output | ForEach-Object { "$($_.Triples) $($_.Share)" } | Should -Be '1 0', '1 0.5', '2 0', '2 0.5'
        $done.Output | ForEach-Object { $_.CommittedOperationsPerSecond | Should -BeGreaterThan 0 }
    }

    It 'clean-up.ps1 only looks with -WhatIf, even with -Force' {
        Invoke-InSession { $null = Initialize-BatchFixtures -Connection $dms } | Out-Null
        (Invoke-ExampleScript clean-up.ps1 @{ WhatIf = $true; Force = $true }).ExitCode | Should -Be 0
        $simulator.Counts().documents.byResource.schools | Should -BeGreaterThan 0
    }

    It 'clean-up.ps1 removes what a run kept, and the fixtures' {
        $dms = New-TestConnection $simulator
        $null = Invoke-BatchVolumeTest -Connection $dms -TestType Volume -Scenario students -BatchCount 3 -SummaryOnly -JournalPath TestDrive:/kept.journal -WarningAction Ignore
        $done = Invoke-ExampleScript clean-up.ps1 @{ Force = $true; Journal = Join-Path $TestDrive 'kept.journal' }
        $done.Errors | Should -BeNullOrEmpty
        $done.ExitCode | Should -Be 0
        Get-BatchLeftover -Connection $dms -Journal TestDrive:/kept.journal | Should -BeNullOrEmpty
        Invoke-InSession { Remove-BatchFixtures -Connection $dms -WhatIf } | ForEach-Object { $_.Output.State | Select-Object -Unique } | Should -Be 'Missing'
    }
}

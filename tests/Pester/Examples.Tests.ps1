# Runs every example of the help pages and every script in examples/, each with variables and a folder of its own, so that none rots.
# What examples may assume is said in about_EdFi.BatchPerf. Before they run, the address is changed, and how long and how often they send.

BeforeDiscovery {
    . "$PSScriptRoot/examples.ps1"
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $examples = Get-PageExample
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/examples.ps1"
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $variables = @{ PERF_API_KEY = 'test-key'; PERF_API_SECRET = 'test-secret' }
    $before = @{}
    foreach ($name in $variables.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $variables[$name])
    }

    # The pages' examples run in two jobs while the scripts are tested here: most of their time is waiting. Each job returns the
    # documents that its examples left on its simulator.
    # Examples that need machines go to one of them, which starts them once, and first, since they take longest.
    $many, $single = @(Get-PageExample).Where({ Test-ForMachines $_.Code }, 'Split')
    $queue = [Collections.Concurrent.ConcurrentQueue[hashtable[]]]::new()
    $queue.Enqueue([hashtable[]] $many)
    foreach ($one in $single) { $queue.Enqueue([hashtable[]] $one) }
    $outcomes = [Collections.Concurrent.ConcurrentDictionary[string, object]]::new()
    $jobs = foreach ($job in 1, 2) {
        Start-ThreadJob -ArgumentList $PSScriptRoot, $queue, $outcomes -ScriptBlock {
            param($Here, $Queue, $Outcomes)
            . "$Here/common.ps1"
            . "$Here/examples.ps1"
            $session = New-ExampleSession
            try {
                $next = $null
                while ($Queue.TryDequeue([ref] $next)) {
                    foreach ($one in $next) {
                        $Outcomes[$one.Example] = try { Invoke-InSession $session (Convert-Example $one.Code $session.Simulator.BaseUrl) } catch { $_ }
                    }
                }

                $session.Simulator.Counts().documents.byResource.PSObject.Properties | Where-Object Value -GT 0 | ForEach-Object Name
            }
            finally {
                $session.Stop()
            }
        }
    }

    $session = New-ExampleSession
    $simulator = $session.Simulator
}

AfterAll {
    $jobs | Where-Object { $_ } | Remove-Job -Force
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    if ($session) { $session.Stop() }
}

Describe 'The scripts in examples/' {
    BeforeAll {
        $short = @{ Duration = [timespan]'00:00:00.25' }
        $shortWithWarmUp = $short + @{ WarmUp = [timespan]'00:00:00.1' }

        function Invoke-ExampleScript([string] $Name, [hashtable] $Parameter = @{}) {
            $given = @{ BaseUrl = $simulator.BaseUrl; Credential = $simulator.Credential; ModulePath = $ModulePath }
            foreach ($parameterName in $Parameter.Keys) { $given[$parameterName] = $Parameter[$parameterName] }
            $script = $Name -like '*.Tests.ps1' ? {
                param($Path, $Given, $Pester)
                Import-Module $Pester
                Invoke-Pester -Configuration @{ Run = @{ Container = New-PesterContainer -Path $Path -Data $Given; PassThru = $true }; Output = @{ Verbosity = 'None' } }
            } : { param($Path, $Given) & $Path @Given }
            $passed = @{ Path = "$root/examples/$Name"; Given = $given }
            if ($Name -like '*.Tests.ps1') { $passed.Pester = (Get-Module Pester).Path }
            Invoke-InSession $session $script $passed
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
        $done = Invoke-ExampleScript demo.ps1 $shortWithWarmUp
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
        [double]$line[0].CommittedOperationsPerSecond | Should -BeGreaterOrEqual 0
    }

    It 'nightly.ps1 ends with 2 when it cannot connect' {
        (Invoke-ExampleScript nightly.ps1 ($shortWithWarmUp + @{ Credential = New-TestCredential 'nobody' 'nothing' })).ExitCode | Should -Be 2
    }

    It 'release-gate.ps1 ends with <ExitCode> when <When>' -ForEach @(
        # Long enough for a batch to be committed on a busy machine.
        @{ When = 'every limit holds'; ExitCode = 0; Limits = @{ Duration = [timespan]'00:00:02'; MinOperationsPerSecond = 0.001; MaxP95Ms = 60000; AcceptVerdict = 'Valid', 'TooShort', 'Unsteady', 'ClientLimited' } }
        @{ When = 'one limit does not hold'; ExitCode = 1; Limits = @{ MinOperationsPerSecond = 1e9; MaxP95Ms = 60000; AcceptVerdict = 'Valid', 'TooShort', 'Unsteady', 'ClientLimited' } }
        @{ When = 'the run was too short to say anything'; ExitCode = 2; Limits = @{ MinOperationsPerSecond = 1 } }
    ) {
        $given = $shortWithWarmUp + @{ ClientCount = 2 }
        foreach ($name in $Limits.Keys) { $given[$name] = $Limits[$name] }
        $done = Invoke-ExampleScript release-gate.ps1 $given
        $done.Errors | Should -BeNullOrEmpty
        $done.ExitCode | Should -Be $ExitCode
        if ($ExitCode -lt 2) { $done.Output.Count | Should -Be 3 }
    }

    It 'release.Tests.ps1 passes a release that keeps its limits, and fails one that is slower than it' {
        # Far apart, so that no run of one release comes near one of the other on a busy machine.
        $given = @{ Duration = [timespan]'00:00:00.5'; WarmUp = [timespan]'00:00:00.1'; ClientCount = 2; AcceptVerdict = [enum]::GetNames([EdFi.BatchPerf.RunVerdict]) }
        $done = Invoke-ExampleScript release.Tests.ps1 ($given + @{ Limit = 'p95 < 60s', 'failureRate < 50%'; KeepPath = "$TestDrive/release" })
        $done.Errors | Should -BeNullOrEmpty
        $done.Output[-1].FailedCount, $done.Output[-1].PassedCount, $done.Output[-1].SkippedCount | Should -Be 0, 3, 1 -Because ($done.Output[-1].Failed.ErrorRecord -join ' ')

        $simulator.Set(@{ latencyTransactionMs = 200 })
        try {
            $done = Invoke-ExampleScript release.Tests.ps1 ($given + @{ Limit = 'p95 < 150ms'; Baseline = "$TestDrive/release/*.run.json" })
        }
        finally {
            $simulator.Set(@{ latencyTransactionMs = 0 })
        }

        $done.Output[-1].Failed.Name | Should -Be 'keeps <_>', 'is not slower than the baseline, and fails no more often'
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
        (Get-Content "$($done.Folder)/study/sizes.json" -Raw | ConvertFrom-Json).BatchLimit | Should -Be 100
        @(Import-Csv "$($done.Folder)/study/runs.csv").Count | Should -Be 6
    }

    It 'contention-study.ps1 returns a row for each size and share' {
        $done = Invoke-ExampleScript contention-study.ps1 @{ TripleCount = 1, 2; Share = 0, 0.5; Duration = [timespan]'00:00:00.3'; WarmUp = [timespan]'00:00:00.1'; ClientCount = 2 }
        $done.Errors | Should -BeNullOrEmpty
        $done.Output | ForEach-Object { "$($_.Triples) $($_.Share)" } | Should -Be '1 0', '1 0.5', '2 0', '2 0.5'
        $done.Output.CommittedOperationsPerSecond | Should -HaveCount 4 -Because 'a busy machine may commit nothing in a fraction of a second, but says so'
    }

    It 'clean-up.ps1 only looks with -WhatIf, even with -Force' {
        Invoke-InSession $session { $null = Initialize-BatchFixtures -Connection $dms } | Out-Null
        (Invoke-ExampleScript clean-up.ps1 @{ WhatIf = $true; Force = $true }).ExitCode | Should -Be 0
        $simulator.Counts().documents.byResource.schools | Should -BeGreaterThan 0
    }

    It 'clean-up.ps1 removes what a run kept, and the fixtures' {
        $dms = New-TestConnection $simulator
        $null = Invoke-BatchVolumeTest -Connection $dms -TestType Volume -Scenario students -BatchCount 3 -SummaryOnly -JournalPath TestDrive:/kept.journal -WarningAction Ignore
        $done = Invoke-ExampleScript clean-up.ps1 @{ Force = $true; Journal = Join-Path $TestDrive 'kept.journal' }
        $done.Errors | Should -BeNullOrEmpty
        $done.ExitCode | Should -Be 0
        Get-BatchLeftover -Connection $dms -Journal TestDrive:/kept.journal -WarningAction Ignore | Where-Object Id | Should -BeNullOrEmpty
        Invoke-InSession $session { Remove-BatchFixtures -Connection $dms -WhatIf } | ForEach-Object { $_.Output.State } | Should -BeIn 'Missing', 'Unknown'
        [int] $simulator.Counts().documents.byResource.schools | Should -Be 0
    }
}

Describe 'The examples of the pages' {
    BeforeAll {
        $left = $jobs | Receive-Job -Wait
    }

    It 'run: <Example>' -ForEach $examples {
        $Code | Should -Not -BeNullOrEmpty
        $done = $outcomes[$Example]
        if ($done -is [Management.Automation.ErrorRecord]) { throw $done }
        $done | Should -Not -BeNullOrEmpty
        $done.Errors | Should -BeNullOrEmpty
        $done.Simulators | Should -BeNullOrEmpty -Because 'an example stops what it starts'
    }

    It 'leave no document behind but fixtures' {
        $left | Where-Object { $_ -notin 'schools', 'courses', 'sessions', 'courseOfferings', 'classPeriods', 'locations', 'localEducationAgencies' } | Should -BeNullOrEmpty
    }

    It 'are changed in nothing but the address, and how long and how often they send' {
        Convert-Example "Invoke-BatchVolumeTest -Duration 5m -WarmUp 30s -Stage '30s:50', '2m:0' -BatchCount 100" | Should -Be "Invoke-BatchVolumeTest -Duration 250ms -WarmUp 50ms -Stage '100ms:50', '100ms:0' -BatchCount 100"
        Convert-Example 'foreach ($i in 1..6) { Invoke-BatchVolumeTest -Repeat 6 }' | Should -Be 'foreach ($i in 1..2) { Invoke-BatchVolumeTest -Repeat 1 }'
        Convert-Example "Find-BatchCapacity 'p95 < 1s' -Connection `$dms" | Should -Be "Find-BatchCapacity 'p95 < 1s' -Connection `$dms -Repeat 1 -Confidence 50%"
    }
}

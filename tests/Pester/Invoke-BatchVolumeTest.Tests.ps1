# What operators do with Invoke-BatchVolumeTest. Parameters, files, refusals and misbehaving servers: tests/Hosted/Runs.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $connection = New-TestConnection $simulator
    $fixtures = Initialize-BatchFixtures -Connection $connection
    # What every run has in common: short, and silent about being short.
    $short = @{ Connection = $connection; Fixture = $fixtures; WarningAction = 'Ignore' }

    # The run's own counts are the simulator's: requests, operations by outcome, and nothing left behind.
    function Assert-SameCounts($Run) {
        $counts = $simulator.Counts()
        $Run.Totals.Batches | Should -Be $counts.batchRequests
        $Run.Totals.OperationsSent | Should -Be $counts.operationsTotal.total
        $Run.Totals.OperationsCommitted | Should -Be $counts.operationsTotal.committed
        $Run.Totals.OperationsRolledBack | Should -Be $counts.operationsTotal.rolledBack
        $Run.Totals.OperationsFailed | Should -Be $counts.operationsTotal.failed
        $Run.Totals.OperationsNotAttempted | Should -Be $counts.operationsTotal.notAttempted
        $counts.documents.total | Should -Be ($fixtures.Count - 1) -Because 'only fixtures stay, and the agency was there already'
    }
}

AfterAll {
    $simulator.Stop()
}

Describe 'How long a run lasts' {
    BeforeEach {
        $simulator.ResetCounts()
    }

    It 'sends -BatchCount batches, and counts what the server counts' {
        $results = Invoke-BatchVolumeTest @short -BatchCount 50 -SpawnRate 1000 -ThinkTime 20ms -RunVariable run
        $results | Should -HaveCount 50
        $results | Should -BeOfType EdFi.BatchPerf.BatchResult
        $results.Success | Select-Object -Unique | Should -BeTrue
        $results.Name | Sort-Object -Unique | Should -Be sections-batch-10, students-batch-10
        $results | Select-Object Client, Sequence -Unique | Should -HaveCount 50
        $results.RunId | Select-Object -Unique | Should -Be $run.RunId
        $run.StopReason | Should -Be BatchCount
        $run.EndedAt | Should -Not -BeNullOrEmpty
        $run.Totals.OperationsCommitted | Should -Be 1500
        Assert-SameCounts $run
    }
}

Describe 'What comes out' {
    It 'streams while it runs, until the stop file appears' {
        $simulator.ResetCounts()
        $file = "$TestDrive/stop.txt"
        $ended = Invoke-BatchVolumeTest @short -Duration 10m -StopFile $file -ThinkTime 5ms -RunVariable run | ForEach-Object -Begin { $n = 0 } { if (++$n -eq 20) { "$($run.EndedAt)"; 'now' | Set-Content $file } }
        $ended | Should -Be '' -Because 'the run waits for the file'
        $run.StopReason | Should -Be StopRequested
        Assert-SameCounts $run
    }

    It 'refuses a template whose documents might be those of others, before anything is sent' {
        '{ "name": "Fixed", "resource": "academicWeeks", "keyFields": ["weekIdentifier", "schoolId", "note"], "update": { "totalInstructionalDays": 4 },
           "document": { "weekIdentifier": "Week 1", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "note": "{{key}}" } }' | Set-Content "$TestDrive/fixed.json"
        Assert-Problem ScenarioIdentityUnsafe InvalidArgument '*fixed.json*academicWeeks*weekIdentifier, schoolReference.schoolId*' {
            Invoke-BatchVolumeTest @short -ScenarioPath "$TestDrive/fixed.json" -Scenario Fixed -BatchCount 2
        }
    }

    It 'takes the identity of a resource that is not built in from the server' {
        '{ "name": "Weeks", "resource": "academicWeeks", "keyFields": ["weekIdentifier", "schoolId"], "update": { "totalInstructionalDays": 4 },
           "document": { "weekIdentifier": "{{key}}", "schoolReference": { "schoolId": "{{#fixture.schoolId}}" }, "beginDate": "2025-01-06", "endDate": "2025-01-10", "totalInstructionalDays": 5 } }' | Set-Content "$TestDrive/weeks.json"
        $results = Invoke-BatchVolumeTest @short -ScenarioPath "$TestDrive/weeks.json" -Scenario Weeks -BatchTripleCount 2 -BatchCount 2
        $results.Success | Select-Object -Unique | Should -BeTrue
    }

    It 'shows what contention was asked for' {
        Invoke-BatchVolumeTest @short -Contention SharedParents -BatchCount 1 -SummaryOnly | Out-String -Width 120 | Should -Match 'Contention\s+: SharedParents'
    }

    It 'sets -RunVariable to the live run, with or without $, in the scope that it was called from' {
        $seen = Invoke-BatchVolumeTest @short -BatchCount 20 -RunVariable live | ForEach-Object { $live }
        $seen[0] | Should -BeOfType EdFi.BatchPerf.BatchRun
        $seen[0] | Should -Be $seen[-1]
        $live.Totals.Batches | Should -Be 20
        $null = Invoke-BatchVolumeTest @short -BatchCount 1 -RunVariable '$dollar'
        $dollar.Totals.Batches | Should -Be 1
        & { $null = Invoke-BatchVolumeTest @short -BatchCount 1 -RunVariable inner }
        Get-Variable inner -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'refers from every result to its run, by a method that no serialiser follows' {
        $result = Invoke-BatchVolumeTest @short -BatchCount 1 -RunVariable run
        $result.GetRun() | Should -Be $run
        ($result | ConvertTo-Json -WarningAction Ignore).Length | Should -BeLessThan 4000
    }

    It 'shows and keeps every operation with -DebugRun, of one client' {
        $results = Invoke-BatchVolumeTest @short -DebugRun -BatchCount 2 -BatchTripleCount 1 -Scenario Student -InformationVariable information -RunVariable run 6>$null
        $run.Plan.ClientCount | Should -Be 1
        $results[0].Operations.Op | Should -Be Create, Update, Delete
        $results[0].Operations.State | Should -Be Committed, Committed, Committed
        $shown = $information | Where-Object Tags -Contain PSHOST | Out-String
        $shown | Should -BeLike '*students-batch-1*0 Create students: Committed*2 Delete students: Committed*'
    }

    It 'shows every operation with -DebugRun -SummaryOnly too' {
        $run = Invoke-BatchVolumeTest @short -DebugRun -SummaryOnly -BatchCount 1 -BatchTripleCount 1 -Scenario Student -InformationVariable information 6>$null
        $run | Should -BeOfType EdFi.BatchPerf.BatchRun
        $information | Out-String | Should -BeLike '*1 Update students: Committed*'
    }
}

Describe 'The streams' {
    It 'tell the story of the run as verbose messages' {
        $verbose = Invoke-BatchVolumeTest @short -BatchCount 5 -SummaryOnly -Scenario Student -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $verbose -join "`n" | Should -BeLike '*Run * started: students-batch-10; closed loop*Run * ended (BatchCount): 0 of 5 batches failed, 150 operations committed*'
    }

    It 'say the run''s id and seed as information' {
        $null = Invoke-BatchVolumeTest @short -BatchCount 1 -Seed 7 -InformationVariable information -RunVariable run
        "$information" | Should -BeLike "*$($run.RunId)*seed 7*$($simulator.BaseUrl)*"
        $information.Tags | Should -Contain BatchPerf
    }

    It 'draw progress at most four times a second, with what an operator wants to see, and take it away at the end' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $session = Start-Interruptible 'Invoke-BatchVolumeTest @short -Duration 10m -ThinkTime 20ms -SummaryOnly -StopFile $stop' @{ short = $short; stop = "$TestDrive/drawn" }
        try {
            Wait-Until { @($session.Shell.Streams.Progress).Count -ge 3 } -Because 'progress must be drawn'
            'now' | Set-Content "$TestDrive/drawn"
            $session.Wait()
            $progress = $session.Shell.Streams.Progress
            @($progress | Where-Object RecordType -EQ Processing).Count | Should -BeLessOrEqual (2 + 4 * $watch.Elapsed.TotalSeconds)
            $progress[-1].RecordType | Should -Be Completed
            $progress[-2].Activity | Should -Be Load
            $progress[-2].StatusDescription | Should -Match '^\d\d:\d\d:\d\d .*failed.*p95 .*(ops|operations)/s.*requests/s'
            $progress[-2].PercentComplete | Should -BeIn (0..100)
            $progress.ActivityId | Select-Object -Unique | Should -HaveCount 1
        }
        finally {
            $session.Dispose()
        }
    }

    It 'tell of the exchange of a failed batch as debug messages, without the token, and of no other' {
        $DebugPreference = 'Continue'
        $output = Invoke-BatchVolumeTest @short -FailDeliberately -BatchCount 20 -ClientCount 1 -Scenario Student 5>&1
        $debug = $output | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        @($debug).Count | Should -Be @($output | Where-Object { $_ -is [EdFi.BatchPerf.BatchResult] -and -not $_.Success }).Count
        "$debug" | Should -BeLike "*POST $($simulator.BaseUrl)/batch*404*update students*correlation id*"
        "$debug" | Should -Not -Match 'Bearer'
    }
}

Describe 'Files' {
    BeforeEach {
        $simulator.ResetCounts()
        $folder = New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())"
    }

    It 'may lie relative to the current location of PowerShell, or on a drive of it' {
        Push-Location $folder
        try { $null = Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath here.csv } finally { Pop-Location }
        Test-Path "$folder/here.csv", "$folder/here.run.json" | Should -Be $true, $true
        $null = Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath TestDrive:/drive.csv
        Test-Path TestDrive:/drive.csv | Should -BeTrue
    }
}

Describe 'Input that makes no sense' {
    BeforeEach {
        $simulator.ResetCounts()
    }

    AfterEach {
        $simulator.Counts().batchRequests | Should -Be 0
    }

    It 'cannot be bound: <Name> <Value>' -ForEach @(
        @{ Name = 'ClientCount'; Value = 0 }
        @{ Name = 'BatchTripleCount'; Value = @{ students = 'x' } }
        @{ Name = 'Duration'; Value = 30 }
        @{ Name = 'Stage'; Value = '30s:x' }
        @{ Name = 'Connection'; Value = 'http://127.0.0.1' }
    ) {
        $given = @{ Connection = $connection; Fixture = $fixtures; WhatIf = $true }
        $given[$Name] = $Value
        $problem = { Invoke-BatchVolumeTest @given } | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException]) -PassThru
        "$problem" | Should -BeLike "*'$Name'*"
    }
}

Describe 'Completion' {
    It 'shows what a stage looks like' {
        $line = 'Invoke-BatchVolumeTest -Stage '
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Contain "'30s:50'"
    }
}

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

    # Runs a script while the simulator behaves otherwise.
    function Use-Fault([hashtable] $Fault, [scriptblock] $Script) {
        $simulator.Set($Fault)
        try {
            & $Script
        }
        finally {
            $calm = @{}
            foreach ($name in $Fault.Keys) { $calm[$name] = $name -eq 'batchLimit' ? 100 : 0 }
            $simulator.Set($calm)
        }
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

    It 'lasts <Parameter>' -ForEach @(
        @{ Parameter = 'Duration 1s'; Splat = @{ Duration = '1s'; SpawnRate = 1000 } }
        @{ Parameter = 'Duration as TimeSpan'; Splat = @{ Duration = [timespan]::FromSeconds(1); SpawnRate = 1000 } }
        @{ Parameter = 'RunTimeInMinutes'; Splat = @{ RunTimeInMinutes = 1 / 60; SpawnRate = 1000 } }
        @{ Parameter = 'Stage'; Splat = @{ Stage = '500ms:4', '500ms:4' } }
    ) {
        $run = Invoke-BatchVolumeTest @short @Splat -SummaryOnly -ClientCount 4 -Scenario Student -ThinkTime 10ms
        $run.StopReason | Should -Be Duration
        ($run.MeasuredTo - $run.StartedAt).TotalSeconds | Should -BeGreaterOrEqual 0.99 -Because "$($run.StartedAt) $($run.MeasuredTo)"
        ($run.MeasuredTo - $run.StartedAt).TotalSeconds | Should -BeLessOrEqual 1.1
        Assert-SameCounts $run
    }

    It 'takes an unquoted duration' {
        (Invoke-BatchVolumeTest @short -Duration 1s -SummaryOnly -ThinkTime 20ms).Plan.Duration | Should -Be ([timespan]::FromSeconds(1))
    }

    It 'sends at an arrival rate' {
        $run = Invoke-BatchVolumeTest @short -ArrivalRate 40 -Duration 1s -SummaryOnly
        $run.Plan.LoadModel | Should -Be Open
        $run.Totals.Batches | Should -BeIn (38..41)
        Assert-SameCounts $run
    }

    It 'sends at a rate of operations, and ends after -BatchCount all the same' {
        $run = Invoke-BatchVolumeTest @short -OperationRate 3000 -BatchCount 20 -SummaryOnly
        $run.Totals.Batches | Should -Be 20
        Assert-SameCounts $run
    }

    It 'ends when the stop file appears' {
        $file = "$TestDrive/stop.txt"
        Invoke-BatchVolumeTest @short -Duration 30s -StopFile $file -ThinkTime 20ms -RunVariable run |
            ForEach-Object { if (-not (Test-Path $file)) { 'now' | Set-Content $file } }
        $run.StopReason | Should -Be StopRequested
        Assert-SameCounts $run
    }

    It 'marks what came before the measured window' {
        $results = Invoke-BatchVolumeTest @short -Duration 500ms -WarmUp 500ms -ClientCount 2 -SpawnRate 1000 -ThinkTime 20ms -RunVariable run
        $results.Phase | Select-Object -Unique | Should -Contain WarmUp
        $results.Phase | Select-Object -Unique | Should -Contain Measured
        ($run.Metrics | Where-Object Name -EQ Aggregated).Requests | Should -Be @($results | Where-Object Phase -In Measured, Drain).Count
    }
}

Describe 'What is sent' {
    It 'is the scenario of the name <Name>' -ForEach @(
        @{ Name = 'StudentBatchVolumeTest'; Requests = 'students-batch-10' }
        @{ Name = 'student'; Requests = 'students-batch-10' }
        @{ Name = 'sections'; Requests = 'sections-batch-10' }
        @{ Name = 'MixedStudentSection'; Requests = 'mixed-students-sections-batch-2' }
        @{ Name = 'StudentSchoolAssociation'; Requests = 'studentSchoolAssociations-batch-10' }
    ) {
        $simulator.ResetCounts()
        $results = Invoke-BatchVolumeTest @short -Scenario $Name -BatchCount 3 -RunVariable run
        $results.Name | Select-Object -Unique | Should -Be $Requests
        $results.Success | Select-Object -Unique | Should -BeTrue
        Assert-SameCounts $run
    }

    It 'is dealt by weights, from a hashtable' {
        $results = Invoke-BatchVolumeTest @short -Scenario @{ Student = 3; Section = 1 } -BatchCount 40 -ClientCount 8 -ThinkTime 100ms
        $share = $results | Group-Object Name -AsHashTable
        @($share.'students-batch-10'.Client | Select-Object -Unique).Count | Should -BeGreaterThan @($share.'sections-batch-10'.Client | Select-Object -Unique).Count
    }

    It 'counts a scenario that is named twice twice' {
        $run = Invoke-BatchVolumeTest @short -Scenario Section, @{ Student = 2 }, students, studentBatchVolumeTest -BatchCount 1 -SummaryOnly
        $run.Plan.Scenarios | Should -Be 'sections-batch-10', 'students-batch-10 ×4'
    }

    It 'takes scenarios of Get-BatchScenario' {
        (Invoke-BatchVolumeTest @short -Scenario (Get-BatchScenario Student, Section) -BatchCount 1 -SummaryOnly).Plan.Scenarios | Should -Be 'students-batch-10', 'sections-batch-10'
    }

    It 'comes from templates too' {
        $results = Invoke-BatchVolumeTest @short -ScenarioPath "$PSScriptRoot/../../examples/scenarios/calendars.json" -Scenario calendars -BatchTripleCount 2 -BatchCount 4
        $results.Name | Select-Object -Unique | Should -Be calendars-batch-2
        $results.Success | Select-Object -Unique | Should -BeTrue
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

    It 'has the triples that were asked for' {
        (Invoke-BatchVolumeTest @short -BatchTripleCount 3 -BatchCount 4).OperationCount | Select-Object -Unique | Should -Be 9
        $counts = @{ students = 4; Section = 2 }
        $results = Invoke-BatchVolumeTest @short -BatchTripleCount $counts -BatchCount 6 -ClientCount 2 -SpawnRate 1000 -ThinkTime 100ms
        $results.Name | Sort-Object -Unique | Should -Be sections-batch-2, students-batch-4
    }

    It 'has the same values for the same seed, and never the same keys' {
        $runs = 1..2 | ForEach-Object { Invoke-BatchVolumeTest @short -Seed 42 -BatchCount 2 -ClientCount 1 -SummaryOnly }
        $runs.Seed | Should -Be 42, 42
        $runs[0].RunId | Should -Not -Be $runs[1].RunId
    }

    It 'fails on purpose with -FailDeliberately, and leaves nothing behind' {
        $simulator.ResetCounts()
        $results = Invoke-BatchVolumeTest @short -FailDeliberately -BatchCount 40 -ClientCount 2 -RunVariable run
        $failed = $results | Where-Object { -not $_.Success }
        $failed.Count | Should -BeIn (3..5)
        $failed.ErrorKind | Select-Object -Unique | Should -Be NotFound
        $failed.FailedOp | Select-Object -Unique | Should -Be update
        $failed[0].OperationsRolledBack | Should -BeGreaterThan 0
        $run.Errors[0].Count | Should -BeGreaterThan 0
        Assert-SameCounts $run
    }

    It 'stands on the fixtures that are passed, whatever their keys' {
        $others = Initialize-BatchFixtures -Connection $connection -SchoolYear 2027 -FixtureKey @{ SchoolId = 255901077; ClassPeriodName = '07' }
        try {
            $results = Invoke-BatchVolumeTest -Connection $connection -Fixture $others -Scenario Section -BatchCount 2 -WarningAction Ignore
            $results.Success | Should -Be $true, $true
        }
        finally {
            $null = Remove-BatchFixtures -Connection $connection -SchoolYear 2027 -FixtureKey @{ SchoolId = 255901077; ClassPeriodName = '07' } -Force
        }
    }

    It 'makes the fixtures itself when none are passed' {
        $other = Start-TestSimulator
        try {
            $there = New-TestConnection $other
            $verbose = Invoke-BatchVolumeTest -Connection $there -BatchCount 4 -SummaryOnly -WarningAction Ignore -Verbose 4>&1
            "$verbose" | Should -BeLike '*Fixtures ready: 6 created, 1 found*'
            $other.Counts().documents.total | Should -Be 6
        }
        finally {
            $other.Stop()
        }
    }
}

Describe 'What comes out' {
    It 'streams while it runs' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $states = Invoke-BatchVolumeTest @short -Duration 1s -ThinkTime 50ms -RunVariable run | ForEach-Object { $null -eq $run.EndedAt }
        $states[0] | Should -BeTrue
        @($states | Where-Object { $_ }).Count | Should -BeGreaterThan ($states.Count / 2)
    }

    It 'is one BatchRun with -SummaryOnly' {
        $run = Invoke-BatchVolumeTest @short -BatchCount 5 -SummaryOnly
        $run | Should -HaveCount 1
        $run | Should -BeOfType EdFi.BatchPerf.BatchRun
        $run.Totals.Batches | Should -Be 5
        $run.PeakResultsBacklog | Should -Be 0
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

    It 'keeps no operations otherwise' {
        (Invoke-BatchVolumeTest @short -BatchCount 1).Operations | Should -BeNullOrEmpty
    }
}

Describe 'The streams' {
    It 'tell the story of the run as verbose messages' {
        $verbose = Invoke-BatchVolumeTest @short -BatchCount 5 -SummaryOnly -Scenario Student -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $verbose -join "`n" | Should -BeLike '*Run * started: students-batch-10; closed loop*Run * ended: BatchCount; 5 batches, 150 operations committed, 0 batches failed*'
    }

    It 'tell of the phases' {
        $verbose = Invoke-BatchVolumeTest @short -Duration 600ms -WarmUp 600ms -ClientCount 3 -SpawnRate 1000 -ThinkTime 20ms -SummaryOnly -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $verbose -join "`n" | Should -BeLike '*started*Phase Measured with 3 clients*ended*'
    }

    It 'say the run''s id and seed as information' {
        $null = Invoke-BatchVolumeTest @short -BatchCount 1 -Seed 7 -InformationVariable information -RunVariable run
        "$information" | Should -BeLike "*$($run.RunId)*seed 7*$($simulator.BaseUrl)*"
        $information.Tags | Should -Contain BatchPerf
    }

    It 'tell of the exchange of a failed batch as debug messages, without the token, and of no other' {
        $DebugPreference = 'Continue'
        $output = Invoke-BatchVolumeTest @short -FailDeliberately -BatchCount 20 -ClientCount 1 -Scenario Student 5>&1
        $debug = $output | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        @($debug).Count | Should -Be @($output | Where-Object { $_ -is [EdFi.BatchPerf.BatchResult] -and -not $_.Success }).Count
        "$debug" | Should -BeLike "*POST $($simulator.BaseUrl)/batch*404*update students*correlation id*"
        "$debug" | Should -Not -Match 'Bearer'
    }

    It 'draw progress about four times a second, with what an operator wants to see, and take it away at the end' {
        $session = Start-Interruptible 'Invoke-BatchVolumeTest @short -Duration 1500ms -ThinkTime 20ms -SummaryOnly' @{ short = $short }
        try {
            $session.Wait()
            $progress = $session.Shell.Streams.Progress
            @($progress | Where-Object RecordType -EQ Processing).Count | Should -BeIn (2..9)
            $progress[-1].RecordType | Should -Be Completed
            $progress[-2].Activity | Should -BeLike "*$($simulator.BaseUrl)*"
            $progress[-2].StatusDescription | Should -Match '^\d\d:\d\d:\d\d .*clients.*batches/s.*committed operations/s.*p95 .*failed'
            $progress[-2].PercentComplete | Should -BeGreaterThan 20
            $progress.ActivityId | Select-Object -Unique | Should -HaveCount 1
        }
        finally {
            $session.Dispose()
        }
    }

    It 'write no error for a batch that failed: that is data' {
        $null = Invoke-BatchVolumeTest @short -FailDeliberately -BatchCount 20 -ClientCount 1 -ErrorVariable errors
        $errors | Should -BeNullOrEmpty
    }

    It 'warn before the run when a batch holds more operations than a server takes that did not say' {
        Use-Fault @{ batchLimit = 200 } {
            $run = Invoke-BatchVolumeTest -Connection $connection -Fixture $fixtures -BatchTripleCount 40 -Scenario Student -BatchCount 1 -SummaryOnly -WarningVariable warning -WarningAction SilentlyContinue
            $run.Totals.Succeeded | Should -Be 1
            $warning -join "`n" | Should -BeLike '*students-batch-40 has 120 operations*100*-BatchTripleCount*'
        }
    }
}

Describe 'A batch over the limit' {
    It 'ends the run with what the server said, and what to do' {
        $problem = Assert-Problem BatchTooLarge InvalidArgument '*120*100*-BatchTripleCount of at most 33*' { Invoke-BatchVolumeTest @short -BatchTripleCount 40 -Scenario Student -Duration 20s }
        $run = $problem.TargetObject
        $run.StopReason | Should -Be BatchTooLarge
        $run.EndedAt | Should -Not -BeNullOrEmpty
        $run.BatchLimit | Should -Be 100
        ($run.EndedAt - $run.StartedAt).TotalSeconds | Should -BeLessThan 10
    }

    It 'counts the operations of the scenario that is over it' {
        Assert-Problem BatchTooLarge InvalidArgument '*-BatchTripleCount of at most 20*' { Invoke-BatchVolumeTest @short -BatchTripleCount 21 -Scenario StudentSchoolAssociation -Duration 20s }
    }

    It 'is warned of with the limit that was learnt' {
        $learnt = New-TestConnection $simulator @{ LearnBatchLimit = $true }
        $null = Invoke-BatchVolumeTest -Connection $learnt -BatchTripleCount 40 -Scenario Student -WhatIf -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike '*120 operations*the server takes 100*'
    }
}

Describe 'The server misbehaves' {
    BeforeEach {
        $simulator.ResetCounts()
    }

    It 'ends the run above -StopOnFailureRate' {
        Use-Fault @{ failureRate = 1 } {
            $problem = Assert-Problem FailureRateExceeded ProtocolError '*-StopOnFailureRate*' { Invoke-BatchVolumeTest @short -Duration 20s -StopOnFailureRate 50% -StopOnFailureMinimum 5 -ThinkTime 50ms }
            $run = $problem.TargetObject
            $run.StopReason | Should -Be FailureRate
            Assert-SameCounts $run
        }
    }

    It 'counts throttling, and tries again where asked to' {
        Use-Fault @{ throttleRate = 0.3 } {
            $results = Invoke-BatchVolumeTest @short -BatchCount 30 -RetryCount 20 -Scenario Student -RunVariable run
            ($results | Where-Object Success).Count | Should -Be 30
            $run.Retries | Should -BeGreaterThan 0
            $run.Retries | Should -Be (($results | Measure-Object Attempt -Sum).Sum - 30)
            (Invoke-BatchVolumeTest @short -BatchCount 60 -Scenario Student | Where-Object { -not $_.Success }).ErrorKind | Select-Object -Unique | Should -Be Throttled
        }
    }

    It 'calls what never came unknown' {
        Use-Fault @{ dropRate = 0.3 } {
            $failed = Invoke-BatchVolumeTest @short -BatchCount 40 -Scenario Student | Where-Object { -not $_.Success }
            $failed.ErrorKind | Select-Object -Unique | Should -Be ConnectionFailed
            $failed.OperationsUnknown | Select-Object -Unique | Should -Be 30
        }
    }
}

Describe 'Files' {
    BeforeEach {
        $simulator.ResetCounts()
        $folder = New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())"
    }

    It 'hold every result, and the run beside them' {
        $results = Invoke-BatchVolumeTest @short -BatchCount 30 -FailDeliberately -ResultPath "$folder/results.csv" -RunVariable run
        $rows = Import-Csv "$folder/results.csv"
        $rows | Should -HaveCount 30
        ($rows | Where-Object Success -EQ False).Count | Should -Be @($results | Where-Object { -not $_.Success }).Count
        ($rows | Measure-Object OperationsCommitted -Sum).Sum | Should -Be $run.Totals.OperationsCommitted
        $stored = Get-Content "$folder/results.run.json" -Raw | ConvertFrom-Json
        $stored.runId | Should -Be $run.RunId
        $stored.stopReason | Should -Be BatchCount
        $stored.endedAt | Should -Not -BeNullOrEmpty
        $run.ResultPath | Should -Be "$folder/results.csv"
    }

    It 'are written without keeping results, with -SummaryOnly' {
        $null = Invoke-BatchVolumeTest @short -BatchCount 5 -SummaryOnly -ResultPath "$folder/results.csv"
        Import-Csv "$folder/results.csv" | Should -HaveCount 5
    }

    It 'may lie relative to the current location of PowerShell, or on a drive of it' {
        Push-Location $folder
        try { $null = Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath here.csv } finally { Pop-Location }
        Test-Path "$folder/here.csv", "$folder/here.run.json" | Should -Be $true, $true
        $null = Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath TestDrive:/drive.csv
        Test-Path TestDrive:/drive.csv | Should -BeTrue
    }

    It 'are the four of Locust, in a folder that is made' {
        $null = Invoke-BatchVolumeTest @short -BatchCount 5 -Scenario Student -LocustCsvPath "$folder/new/locust"
        (Get-ChildItem "$folder/new/locust").Name | Sort-Object | Should -Be batch_volume_exceptions.csv, batch_volume_failures.csv, batch_volume_stats_history.csv, batch_volume_stats.csv
        $stats = Import-Csv "$folder/new/locust/batch_volume_stats.csv"
        ($stats | Where-Object Name -EQ Aggregated).'Request Count' | Should -Be 5
    }

    It 'are not overwritten unless -Force says so, and nothing is sent' {
        'precious' | Set-Content "$folder/results.csv"
        Assert-Problem ResultFileExists ResourceExists '*results.csv*-Force*' { Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath "$folder/results.csv" }
        Get-Content "$folder/results.csv" | Should -Be precious
        $simulator.Counts().batchRequests | Should -Be 0
        $null = Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath "$folder/results.csv" -Force
        Import-Csv "$folder/results.csv" | Should -HaveCount 1
    }

    It 'that cannot be written are told of before the server is touched' {
        $fresh = Start-TestSimulator
        try {
            $there = New-TestConnection $fresh
            $fresh.ResetCounts()
            Assert-Problem ResultPathNotWritable WriteError '*missing*results.csv*' { Invoke-BatchVolumeTest -Connection $there -BatchCount 1 -ResultPath "$folder/missing/results.csv" }
            Assert-Problem ResultPathNotWritable WriteError "*$($folder.Name)*" { Invoke-BatchVolumeTest -Connection $there -BatchCount 1 -ResultPath $folder.FullName }
            'a file' | Set-Content "$folder/file"
            Assert-Problem OutputDirectoryNotWritable WriteError '*file*' { Invoke-BatchVolumeTest -Connection $there -BatchCount 1 -LocustCsvPath "$folder/file" }
            $counts = $fresh.Counts()
            $counts.batchRequests | Should -Be 0
            $counts.documents.total | Should -Be 0 -Because 'not even fixtures are made'
        }
        finally {
            $fresh.Stop()
        }
    }

    It 'stay as they are when the run cannot begin' {
        $bare = Start-TestSimulator @{ prerequisites = 'none'; 'claim-set' = 'full' }
        try {
            $there = New-TestConnection $bare
            'precious' | Set-Content "$folder/old.csv"
            Assert-Problem PrerequisitesMissing ObjectNotFound '*' { Invoke-BatchVolumeTest -Connection $there -BatchCount 1 -ResultPath "$folder/old.csv" -Force }
            Assert-Problem PrerequisitesMissing ObjectNotFound '*' { Invoke-BatchVolumeTest -Connection $there -BatchCount 1 -ResultPath "$folder/new.csv" }
            Get-Content "$folder/old.csv" | Should -Be precious
            Test-Path "$folder/new.csv" | Should -BeFalse
            $null = Invoke-BatchVolumeTest -Connection $there -CreateMissing -BatchCount 1 -ResultPath "$folder/new.csv" -WarningAction Ignore
            Test-Path "$folder/new.csv" | Should -BeTrue
        }
        finally {
            $bare.Stop()
        }
    }

    It 'are none of another provider' {
        Assert-Problem NotAFilePath InvalidArgument '*Environment*' { Invoke-BatchVolumeTest @short -BatchCount 1 -ResultPath env:RESULTS }
    }
}

Describe '-WhatIf' {
    It 'sends nothing, writes no file, sets no variable, and asks one question' {
        $fresh = Start-TestSimulator
        try {
            $there = New-TestConnection $fresh
            $fresh.ResetCounts()
            Invoke-BatchVolumeTest -Connection $there -BatchCount 5 -ResultPath "$TestDrive/whatif.csv" -RunVariable whatIfRun -WhatIf | Should -BeNullOrEmpty
            $counts = $fresh.Counts()
            $counts.batchRequests | Should -Be 0
            $counts.documents.total | Should -Be 0
            Test-Path "$TestDrive/whatif*" | Should -BeFalse
            Get-Variable whatIfRun -ErrorAction Ignore | Should -BeNullOrEmpty
        }
        finally {
            $fresh.Stop()
        }
    }

    It 'still says what is wrong with the parameters' {
        Assert-Problem UnknownScenario InvalidArgument '*' { Invoke-BatchVolumeTest @short -Scenario Nobody -WhatIf }
        Assert-Problem InvalidRunPlan InvalidArgument '*' { Invoke-BatchVolumeTest @short -Duration 0s -WhatIf }
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
        @{ Name = 'BatchCount'; Value = 0 }
        @{ Name = 'BatchCount'; Value = -1 }
        @{ Name = 'BatchCount'; Value = 'many' }
        @{ Name = 'ClientCount'; Value = 0 }
        @{ Name = 'ClientCount'; Value = 1000000 }
        @{ Name = 'SpawnRate'; Value = 0 }
        @{ Name = 'SpawnRate'; Value = [double]::NaN }
        @{ Name = 'RunTimeInMinutes'; Value = 0 }
        @{ Name = 'RunTimeInMinutes'; Value = [double]::PositiveInfinity }
        @{ Name = 'ArrivalRate'; Value = -5 }
        @{ Name = 'OperationRate'; Value = 0 }
        @{ Name = 'BatchTripleCount'; Value = 0 }
        @{ Name = 'BatchTripleCount'; Value = -3 }
        @{ Name = 'BatchTripleCount'; Value = 2.5 }
        @{ Name = 'BatchTripleCount'; Value = @{ students = 'x' } }
        @{ Name = 'BatchTripleCount'; Value = @{} }
        @{ Name = 'Duration'; Value = 30 }
        @{ Name = 'Duration'; Value = 'soon' }
        @{ Name = 'Duration'; Value = '-5s' }
        @{ Name = 'Duration'; Value = [timespan]::FromSeconds(-1) }
        @{ Name = 'Duration'; Value = $null }
        @{ Name = 'Stage'; Value = '50' }
        @{ Name = 'Stage'; Value = '30s:x' }
        @{ Name = 'Stage'; Value = @() }
        @{ Name = 'RetryCount'; Value = -1 }
        @{ Name = 'RetryCount'; Value = 101 }
        @{ Name = 'StopOnFailureRate'; Value = 2 }
        @{ Name = 'StopOnFailureRate'; Value = '120%' }
        @{ Name = 'StopOnFailureMinimum'; Value = 0 }
        @{ Name = 'SchoolYear'; Value = 25 }
        @{ Name = 'Fixture'; Value = @() }
        @{ Name = 'Connection'; Value = $null }
        @{ Name = 'Connection'; Value = 'http://127.0.0.1' }
        @{ Name = 'RunVariable'; Value = '' }
        @{ Name = 'ResultPath'; Value = '' }
        @{ Name = 'Scenario'; Value = @() }
    ) {
        $given = @{ Connection = $connection; Fixture = $fixtures; WhatIf = $true }
        $given[$Name] = $Value
        $problem = { Invoke-BatchVolumeTest @given } | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException]) -PassThru
        "$problem" | Should -BeLike "*'$Name'*"
    }

    It 'is a plan that makes no sense: <Why>' -ForEach @(
        @{ Why = 'a duration of nothing'; Splat = @{ Duration = '0s' }; Like = '*Duration*' }
        @{ Why = 'a duration of years'; Splat = @{ Duration = '400d' }; Like = '*Duration*30 days*' }
        @{ Why = 'two rates'; Splat = @{ ArrivalRate = 1; OperationRate = 1 }; Like = '*ArrivalRate and OperationRate*' }
        @{ Why = 'think time in an open loop'; Splat = @{ ArrivalRate = 1; ThinkTime = '1s' }; Like = '*ThinkTime*' }
        @{ Why = 'stages of nothing'; Splat = @{ Stage = '10s:0' }; Like = '*target 0*' }
        @{ Why = 'a warm-up longer than all stages'; Splat = @{ Stage = '10s:5'; WarmUp = '20s' }; Like = '*warm-up*' }
        @{ Why = 'a request time-out of nothing'; Splat = @{ RequestTimeout = '0s' }; Like = '*RequestTimeout*' }
    ) {
        Assert-Problem InvalidRunPlan InvalidArgument $Like { Invoke-BatchVolumeTest @short @Splat }
    }

    It 'is a combination that no parameter set has: <Names>' -ForEach @(
        @{ Names = 'BatchCount, Duration'; Splat = @{ BatchCount = 1; Duration = '1s' } }
        @{ Names = 'RunTimeInMinutes, Duration'; Splat = @{ RunTimeInMinutes = 1; Duration = '1s' } }
        @{ Names = 'Stage, Duration'; Splat = @{ Stage = '1s:1'; Duration = '1s' } }
        @{ Names = 'Stage, ArrivalRate'; Splat = @{ Stage = '1s:1'; ArrivalRate = 1 } }
        @{ Names = 'Stage, SpawnRate'; Splat = @{ Stage = '1s:1'; SpawnRate = 1 } }
        @{ Names = 'StageTarget alone'; Splat = @{ StageTarget = 'ArrivalRate'; Duration = '1s' } }
    ) {
        { Invoke-BatchVolumeTest @short @Splat } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'is a scenario that nobody knows: the known ones are named' {
        Assert-Problem UnknownScenario InvalidArgument "*'Nobody'*StudentBatchVolumeTest*SectionBatchVolumeTest*" { Invoke-BatchVolumeTest @short -Scenario Nobody -BatchCount 1 }
        Assert-Problem UnknownScenario InvalidArgument "*'studnets'*" { Invoke-BatchVolumeTest @short -BatchTripleCount @{ studnets = 5 } -BatchCount 1 }
    }

    It 'is a weight that is none' {
        Assert-Problem InvalidWeight InvalidArgument "*'often'*" { Invoke-BatchVolumeTest @short -Scenario @{ Student = 'often' } -BatchCount 1 }
        Assert-Problem InvalidWeight InvalidArgument "*'0'*" { Invoke-BatchVolumeTest @short -Scenario @{ Student = 0 } -BatchCount 1 }
        Assert-Problem InvalidWeight InvalidArgument "*'1.5'*" { Invoke-BatchVolumeTest @short -Scenario @{ Student = 1.5 } -BatchCount 1 }
    }

    It 'is an absurd number of triples' {
        Assert-Problem TripleCountInvalid InvalidArgument '*10,000*' { Invoke-BatchVolumeTest @short -BatchTripleCount 1000000 -BatchCount 1 }
    }
}

Describe 'Completion' {
    It 'shows what a stage looks like' {
        $line = 'Invoke-BatchVolumeTest -Stage '
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Contain "'30s:50'"
    }
}

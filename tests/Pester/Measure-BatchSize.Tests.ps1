BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator -Option @{ 'batch-limit' = 60; 'latency-transaction-ms' = 8; 'latency-operation-ms' = 0.5 }
    $dms = New-TestConnection $simulator
    $short = @{ Connection = $dms; Scenario = 'Student'; ClientCount = 1; Duration = '300ms'; WarningAction = 'Ignore' }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Measure-BatchSize' {
    BeforeAll {
        $points = Measure-BatchSize @short 30, 1, 10 -Repeat 2 -Seed 4 -FindLimit -StudyVariable study -WarningVariable warnings
    }

    It 'returns a row for each size in ascending order' {
        $points | Should -BeOfType EdFi.BatchPerf.BatchSizePoint
        $points.TripleCount | Should -Be 1, 10, 30
        $points.OperationCount | Should -Be 3, 30, 90
        $points[0..1].Runs | Should -Be 2, 2
        $points[0..1] | ForEach-Object {
            $_.CommittedOperationsPerSecond | Should -BeGreaterThan 0
            $_.CommittedOperationsPerSecondLow | Should -BeLessOrEqual $_.CommittedOperationsPerSecond
            $_.P95Ms | Should -BeGreaterOrEqual $_.P50Ms
        }
    }

    It 'never finds a batch faster than the server was told to be' {
        # 8 ms and half a millisecond for each of 3 and 30 operations
        $points[0].ServiceP50Ms | Should -BeGreaterOrEqual 9.4
        $points[1].ServiceP50Ms | Should -BeGreaterOrEqual 22.9
    }

    It 'finds the limit that the server was told to have, and does not send what is above it' {
        $study.BatchLimit | Should -Be 60
        $study.BatchLimitSource | Should -Be Search
        $study.BatchLimitMessage | Should -BeLike '*(60)*'
        $points[2].Refused | Should -BeTrue
        $points[2].Runs | Should -Be 0
        $points[2].CommittedOperationsPerSecond | Should -BeNullOrEmpty
        $dms.BatchLimit | Should -Be 60
    }

    It 'keeps the whole study in -StudyVariable' {
        $study | Should -BeOfType EdFi.BatchPerf.BatchSizeStudy
        $study.Complete | Should -BeTrue
        $study.RunsPlanned | Should -Be 6
        $study.RunsMeasured | Should -Be 4
        $study.Seed | Should -Be 4
        $study.Runs.Number | Should -Be (1..6)
        $study.Runs[0..2].TripleCount | Sort-Object | Should -Be 1, 10, 30
        $study.Recommendation | Should -BeLike '*at most 60 operations in a batch, 20 triples (tried).'
        $points[0].Recommendation | Should -Be $study.Recommendation
    }

    It 'says that few repeats prove little' {
        $study.Notes | Should -Contain 'Intervals rest on 2 runs of each size and are wide for it: -Repeat 5 or more narrows them.'
        Measure-BatchSize @short 1 -Repeat 1 -StudyVariable one | Out-Null
        $one.Notes | Should -Contain 'One run of a size has no interval: differences between sizes may be chance. Repeat it with -Repeat.'
    }

    It 'reports a size that the server refuses by the words of its 413' {
        $other = New-TestConnection $simulator
        $study = Measure-BatchSize @short 1, 30 -Repeat 2 -Seed 1 -SummaryOnly | ForEach-Object { $_ }
        $refused = Measure-BatchSize -Connection $other -Scenario Student -ClientCount 1 -Duration 300ms 30 -Repeat 2 -SummaryOnly -WarningAction Ignore
        $refused.BatchLimit | Should -Be 60
        $refused.BatchLimitSource | Should -Be Refusal
        $refused.Points[0].Note | Should -BeLike 'Refused with 413.*(60)*'
        $refused.Runs[1].RunId | Should -BeNullOrEmpty -Because 'it is not sent again'
        $study.BatchLimitSource | Should -Be Connection -Because 'the first connection knows the limit by now'
    }

    It 'leaves nothing on the server but fixtures' {
        $simulator.Counts().documents.byResource.students | Should -BeIn $null, 0
    }

    It 'survives CSV and JSON with its numbers' {
        ($points | ConvertTo-Csv | ConvertFrom-Csv)[1].OperationCount | Should -Be 30
        ($study | ConvertTo-Json -Depth 4 | ConvertFrom-Json).Points[1].CommittedOperationsPerSecond | Should -Be $points[1].CommittedOperationsPerSecond
    }

    It 'fits its views into 80 columns' {
        ($points | Format-Table | Out-String -Width 80) -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length } | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
        $points | Format-Table | Out-String -Width 80 | Should -Match 'refused \(413\)'
        $study | Out-String -Width 80 | Should -Match '60 operations \(Search\)'
    }

    It 'shows no interval where there is none' {
        $text = [EdFi.BatchPerf.BatchSizeStudy]@{ Server = 'http://dms.example.org'; KneeTripleCount = 5; BestTripleCount = 5; KneeTolerance = 0.1; FixedMs = 2; MarginalMs = 0.5 } | Out-String -Width 80
        $text | Should -Match 'Knee +: 5 triples, within 10 % of the best, 5 triples'
        $text | Should -Match 'Fixed ms +: 2\.000 a batch'
        $text | Should -Not -Match '\( *to *\)'
    }

    It 'asks once and sends nothing with -WhatIf' {
        $simulator.ResetCounts()
        Measure-BatchSize @short 1, 2 -FindLimit -WhatIf | Should -BeNullOrEmpty
        $simulator.Counts().batchRequests | Should -Be 0
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a closed connection'; Id = 'ConnectionClosed'; Script = { $closed = New-TestConnection $simulator; Disconnect-BatchApi $closed; Measure-BatchSize -Connection $closed } }
        @{ What = 'a scenario that does not exist'; Id = 'UnknownScenario'; Script = { Measure-BatchSize -Connection $dms -Scenario Nobody } }
        @{ What = 'a time to think beyond reason'; Id = 'InvalidRunPlan'; Script = { Measure-BatchSize -Connection $dms -ThinkTime 40d } }
    ) {
        Assert-Problem $Id InvalidArgument '*' $Script | Out-Null
    }

    It 'says when the limit cannot be found' {
        $simulator.Set(@{ throttleRate = 1 })
        try {
            Assert-Problem BatchLimitNotFound ProtocolError '*101 deletes*429*' { Measure-BatchSize @short 1 -Fixture (Initialize-BatchFixtures -Connection $dms) -FindLimit }
        }
        finally {
            $simulator.Set(@{ throttleRate = 0 })
        }
    }

    It 'keeps what was measured at Ctrl+C' {
        $session = Start-Interruptible 'Measure-BatchSize -Connection $dms -Scenario Student -ClientCount 1 -Duration 300ms 1, 2 -Repeat 100 -StudyVariable study -Verbose' @{ dms = $dms }
        try {
            Wait-Until { "$($session.Shell.Streams.Verbose)" -match 'Run 3 of 200' } -Seconds 60
            $session.Stop().TotalSeconds | Should -BeLessThan 10
            $study = $session.Get('study')
            $study.Complete | Should -BeFalse
            $study.RunsMeasured | Should -BeGreaterOrEqual 2
            $study.Notes[0] | Should -BeLike 'Not complete: * of 200 runs were made.'
        }
        finally {
            $session.Dispose()
        }
    }
}

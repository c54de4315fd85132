# What operators see of Measure-BatchSize. What a study finds and refuses: tests/Hosted/Studies.

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
        $points = Measure-BatchSize @short 30, 1 -Repeat 1 -FindLimit -StudyVariable study
    }

    It 'returns a row for each size in ascending order' {
        $points | Should -BeOfType EdFi.BatchPerf.BatchSizePoint
        $points.TripleCount | Should -Be 1, 30
        $points.OperationCount | Should -Be 3, 90
        $points.Refused | Should -Be $false, $true
    }

    It 'survives CSV and JSON with its numbers' {
        ($points | ConvertTo-Csv | ConvertFrom-Csv)[1].OperationCount | Should -Be 90
        ($study | ConvertTo-Json -Depth 4 | ConvertFrom-Json).Points[0].CommittedOperationsPerSecond | Should -Be $points[0].CommittedOperationsPerSecond
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

    It 'keeps what was measured at Ctrl+C' {
        $session = Start-Interruptible 'Measure-BatchSize -Connection $dms -Scenario Student -ClientCount 1 -Duration 300ms 1, 2 -Repeat 100 -StudyVariable study -Verbose' @{ dms = $dms }
        try {
            Wait-Until { "$($session.Shell.Streams.Verbose)" -match 'Run 3 of 200' }
            $session.Stop()
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

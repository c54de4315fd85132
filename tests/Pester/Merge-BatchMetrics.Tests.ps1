BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $dms = New-TestConnection $simulator
    $runs = foreach ($i in 1, 2) { Invoke-BatchVolumeTest -Connection $dms -ClientCount 2 -BatchTripleCount 2 -BatchCount 30 -ResultPath "$TestDrive/run$i.csv" -LocustCsvPath "$TestDrive/locust" -SummaryOnly -WarningAction Ignore }
    $sum = { param($name) ($runs | ForEach-Object { $_.Metrics[-1].$name } | Measure-Object -Sum).Sum }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Merge-BatchMetrics' {
    It 'adds <From> up' -ForEach @(
        @{ From = 'runs'; Get = { $runs | Merge-BatchMetrics } }
        @{ From = 'runs'' files'; Get = { Merge-BatchMetrics -Path "$TestDrive/run*.run.json" } }
        @{ From = 'results files'; Get = { Merge-BatchMetrics -Path "$TestDrive/run*.csv" } }
        @{ From = 'what Get-Item found'; Get = { Get-Item "$TestDrive/run*.csv" | Merge-BatchMetrics } }
        @{ From = 'stored runs'; Get = { Import-BatchResult "$TestDrive/run*.run.json" | Merge-BatchMetrics } }
        @{ From = 'rows out of CLIXML'; Get = { $runs | Get-BatchMetrics | Export-Clixml "$TestDrive/rows.xml"; Import-Clixml "$TestDrive/rows.xml" | Merge-BatchMetrics } }
    ) {
        $rows = & $Get
        $rows | Should -BeOfType EdFi.BatchPerf.BatchMetrics
        $rows.Name | Should -Be sections-batch-2, students-batch-2, Aggregated
        foreach ($name in 'Requests', 'OperationsCommitted', 'OperationsSent', 'RequestBytes') { $rows[-1].$name | Should -Be (& $sum $name) -Because $name }
        $rows[-1].MaxMs | Should -Be ($runs | ForEach-Object { $_.Metrics[-1].MaxMs } | Measure-Object -Maximum).Maximum
        $rows[-1].P50Ms | Should -BeGreaterThan 0
        $rows[-1].RunId | Should -BeNullOrEmpty
    }

    It 'refuses a run that is given twice, by its id' {
        Assert-Problem RunsOverlap InvalidArgument "*$($runs[0].RunId)*once*" { $runs[0], $runs[0] | Merge-BatchMetrics }
        Assert-Problem RunsOverlap InvalidArgument "*$($runs[1].RunId)*" { Merge-BatchMetrics -Path "$TestDrive/run2.csv", "$TestDrive/run2.run.json" }
    }

    It 'refuses what cannot be merged' {
        Assert-Problem NotARun InvalidArgument '*System.Int32*' { 5 | Merge-BatchMetrics }
        Assert-Problem HistogramMissing InvalidArgument '*' { $runs | Get-BatchMetrics | Select-Object * -ExcludeProperty ResponseTimeHistogram | Merge-BatchMetrics }
        Assert-Problem RunNotKnown InvalidArgument '*Aggregated*' { $runs | Merge-BatchMetrics | Where-Object Name -EQ Aggregated | Merge-BatchMetrics }
        Assert-Problem RunFileNotReadable ReadError '*none.run.json*' { Merge-BatchMetrics -Path "$TestDrive/none.run.json" }
    }
}

Describe 'Import-BatchResult' {
    It 'streams results' {
        $results = Import-BatchResult "$TestDrive/run1.csv"
        $results | Should -BeOfType EdFi.BatchPerf.BatchResult
        $results.Count | Should -Be $runs[0].Totals.Batches
        @(Import-BatchResult "$TestDrive/run1.csv" | Select-Object -First 3).Count | Should -Be 3
        @(Get-Item "$TestDrive/run*.csv" | Import-BatchResult).Count | Should -Be 60
    }

    It 'reads a run that other cmdlets take' {
        $run = Import-BatchResult "$TestDrive/run1.run.json"
        $run | Should -BeOfType EdFi.BatchPerf.RunDocument
        $run.RunId | Should -Be $runs[0].RunId
        ($run | Get-BatchMetrics)[-1].P95Ms | Should -Be $runs[0].Metrics[-1].P95Ms
        ($run | Get-BatchMetrics -ByOperation).Count | Should -Be $runs[0].Ledger.Count
        ($run | Test-BatchThreshold 'requests > 0').Passed | Should -BeTrue
        Assert-Problem IntervalNotPossible InvalidArgument '*results file*' { $run | Get-BatchMetrics -Interval 1s }
        $run | Out-String | Should -BeLike "*RunId*$($run.RunId)*Verdict*"
    }

    It 'reads statistics in Locust''s form, and says how far they go' {
        $rows = Import-BatchResult "$TestDrive/locust/batch_volume_stats.csv"
        $rows | Should -BeOfType EdFi.BatchPerf.BatchMetrics
        $all = $rows | Where-Object Name -EQ Aggregated
        $all.Requests | Should -Be 30
        $all.OperationsInferred | Should -BeTrue
        $all.OperationsCommitted | Should -Be $runs[1].Totals.OperationsCommitted
        $all.SetUpIncluded | Should -BeFalse -Because 'this program wrote it'
        $all.ServiceP50Ms | Should -BeNullOrEmpty
    }

    It 'names the file that it cannot read' {
        Assert-Problem ResultFileNotReadable ReadError '*none.csv*' { Import-BatchResult "$TestDrive/none.csv" }
        'a,b', '1,2' | Set-Content "$TestDrive/other.csv"
        Assert-Problem ResultFileInvalid InvalidArgument '*other.csv*' { Import-BatchResult -LiteralPath "$TestDrive/other.csv" }
    }
}

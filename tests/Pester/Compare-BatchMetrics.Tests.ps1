BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator @{ 'latency-transaction-ms' = 5 }
    $dms = New-TestConnection $simulator
    $load = @{ Connection = $dms; Scenario = 'Student'; ClientCount = 2; BatchTripleCount = 2; BatchCount = 12; Force = $true; SummaryOnly = $true; WarningAction = 'Ignore' }
    $fast = foreach ($i in 1..6) { Invoke-BatchVolumeTest @load -ResultPath "$TestDrive/fast$i.csv" }
    $simulator.Set(@{ latencyTransactionMs = 40 })
    $slow = foreach ($i in 1..6) { Invoke-BatchVolumeTest @load -ResultPath "$TestDrive/slow$i.csv" }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Compare-BatchMetrics' {
    It 'finds a server that is several times slower' {
        $rows = Compare-BatchMetrics $fast $slow -WarningVariable warnings -WarningAction SilentlyContinue
        $rows | Should -BeOfType EdFi.BatchPerf.BatchComparison
        $rows[0].IsPrimary | Should -BeTrue
        $rows[0].Metric | Should -Be committedOperationsPerSecond
        $rows[0].Verdict | Should -Be Slower
        $rows[0].UpperPercent | Should -BeLessThan -3
        $rows[0].BaselineMedian | Should -BeGreaterThan $rows[0].CandidateMedian
        ($rows | Where-Object Metric -EQ p50).Verdict | Should -Be Slower
        ($rows | Where-Object Metric -EQ failureRate).Verdict | Should -Be Same
        "$warnings" | Should -BeLike '*Run them in turns*'
        (Compare-BatchMetrics $slow $fast -WarningAction Ignore)[0].Verdict | Should -Be Faster
    }

    It 'takes <From>' -ForEach @(
        @{ From = 'runs'' files'; Get = { Compare-BatchMetrics "$TestDrive/fast*.run.json" "$TestDrive/slow*.run.json" -WarningAction Ignore } }
        @{ From = 'results files'; Get = { Compare-BatchMetrics "$TestDrive/fast*.csv" "$TestDrive/slow*.csv" -WarningAction Ignore } }
        @{ From = 'what Get-Item found'; Get = { Compare-BatchMetrics -Baseline (Get-Item "$TestDrive/fast*.csv") -Candidate (Get-Item "$TestDrive/slow*.csv") -WarningAction Ignore } }
    ) {
        $row = (& $Get)[0]
        $row.BaselineRuns, $row.CandidateRuns | Should -Be 6, 6
        $row.DifferencePercent | Should -Be (Compare-BatchMetrics $fast $slow -WarningAction Ignore)[0].DifferencePercent
    }

    It 'proves nothing by fewer than six runs a side' {
        $row = (Compare-BatchMetrics $fast[0..3] $slow -WarningAction Ignore)[0]
        $row.Verdict | Should -Be Unproven
        $row.Direction | Should -Be Slower
        $row.Message | Should -BeLike '*at least 6 runs a side*'
    }

    It 'needs ten seconds of one run a side, and says how far that would reach' {
        $row = (Compare-BatchMetrics $fast[0] $slow[0] -WarningAction Ignore)[0]
        $row.Basis | Should -Be WithinOneRun
        $row.Verdict | Should -Be Unproven
        $row.Message | Should -BeLike '*within this run only*at least 10 one-second windows*'
    }

    It 'counts a difference only from -MinimumEffect on' {
        (Compare-BatchMetrics $fast $slow -MinimumEffect 99% -WarningAction Ignore)[0].Verdict | Should -Be Same
        { Compare-BatchMetrics $fast $slow -MinimumEffect much } | Should -Throw "*'much' is not a share*"
    }

    It 'refuses what would mean nothing' {
        Assert-Problem SameRun InvalidArgument "*$($fast[0].RunId)*" { Compare-BatchMetrics $fast $fast[0] }
        Assert-Problem NotARun InvalidArgument '*BatchMetrics*-SummaryOnly*' { Compare-BatchMetrics ($fast | Get-BatchMetrics) $slow }
        Assert-Problem RunFileNotReadable ReadError '*none.run.json*' { Compare-BatchMetrics "$TestDrive/none.run.json" $slow }
        $null = New-Item -ItemType Directory "$TestDrive/alone"
        Copy-Item "$TestDrive/fast1.csv" "$TestDrive/alone"
        Assert-Problem RunNotKnown InvalidArgument '*fast1.run.json*' { Compare-BatchMetrics "$TestDrive/alone/fast1.csv" $slow }
    }

    It 'shows rows in 80 columns' {
        $text = Compare-BatchMetrics $fast $slow -WarningAction Ignore | Out-String -Width 80
        $text | Should -Match 'Samples: 6 runs of the baseline, 6 of the candidate'
        $text | Should -Match 'Name\s+Metric\s+Baseline Candidate\s+Diff\.\s+95 % Verdict'
        $text | Should -Match 'Aggregated\s+ops/s\s.+Slower'
    }
}

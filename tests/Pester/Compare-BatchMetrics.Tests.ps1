BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $dms = New-TestConnection $simulator
    $load = @{ Connection = $dms; Scenario = 'Student'; ClientCount = 2; BatchTripleCount = 2; BatchCount = 12; Force = $true; SummaryOnly = $true; WarningAction = 'Ignore' }
    $first, $second = foreach ($i in 1, 2) { Invoke-BatchVolumeTest @load -ResultPath "$TestDrive/real$i.csv" }

    # One run's file as many runs' with figures of their own: what machines do meanwhile must not decide these tests.
    function New-RunFile([string] $Path, [double] $Speed) {
        $run = Get-Content "$TestDrive/real1.run.json" -Raw | ConvertFrom-Json -DateKind String
        $run.runId = [guid]::NewGuid().ToString('n').Substring(0, 13)
        foreach ($row in $run.metrics) {
            $row.committedOperationsPerSecond = 1000 * $Speed
            $times = $row.PSObject.Properties.Name -match '^(min|mean|max|tripleMean|p\d+)Ms$' # all of them, as a run's file with percentiles out of order is refused
            foreach ($name in $times) { $row.$name = 10 / $Speed }
        }

        $run | ConvertTo-Json -Depth 10 | Set-Content $Path
        Copy-Item "$TestDrive/real1.csv" ($Path -replace 'run\.json$', 'csv')
    }

    foreach ($i in 1..6) {
        New-RunFile "$TestDrive/fast$i.run.json" (1 + 0.01 * ($i - 3.5))
        New-RunFile "$TestDrive/slow$i.run.json" (0.25 + 0.003 * ($i - 3.5))
    }

    $fast, $slow = "$TestDrive/fast*.run.json", "$TestDrive/slow*.run.json"
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Compare-BatchMetrics' {
    It 'finds a server that is several times slower' {
        $rows = Compare-BatchMetrics $fast $slow
        $rows | Should -BeOfType EdFi.BatchPerf.BatchComparison
        $rows[0].IsPrimary | Should -BeTrue
        $rows[0].Metric | Should -Be committedOperationsPerSecond
        $rows[0].Verdict | Should -Be Slower
        $rows[0].UpperPercent | Should -BeLessThan -3
        $rows[0].BaselineMedian | Should -BeGreaterThan $rows[0].CandidateMedian
        ($rows | Where-Object Metric -EQ p50).Verdict | Should -Be Slower
        ($rows | Where-Object Metric -EQ failureRate).Verdict | Should -Be Same
        (Compare-BatchMetrics $slow $fast)[0].Verdict | Should -Be Faster
    }

    It 'takes <From>' -ForEach @(
        @{ From = 'results files'; Get = { Compare-BatchMetrics "$TestDrive/fast*.csv" "$TestDrive/slow*.csv" } }
        @{ From = 'what Get-Item found'; Get = { Compare-BatchMetrics -Baseline (Get-Item "$TestDrive/fast*.csv") -Candidate (Get-Item "$TestDrive/slow*.csv") } }
    ) {
        $row = (& $Get)[0]
        $row.BaselineRuns, $row.CandidateRuns | Should -Be 6, 6
        $row.DifferencePercent | Should -Be (Compare-BatchMetrics $fast $slow)[0].DifferencePercent
    }

    It 'proves nothing by fewer than six runs a side' {
        $row = (Compare-BatchMetrics (Get-Item $fast)[0..3] $slow)[0]
        $row.Verdict | Should -Be Unproven
        $row.Direction | Should -Be Slower
        $row.Message | Should -BeLike '*at least 6 runs a side*'
    }

    It 'takes runs in memory, needs ten seconds of one run a side, and says how far that would reach' {
        $row = (Compare-BatchMetrics $first $second -WarningAction Ignore)[0]
        $row.Basis | Should -Be WithinOneRun
        $row.Verdict | Should -Be Unproven
        $row.Message | Should -BeLike '*within this run only*at least 10 one-second windows*'
    }

    It 'says when one side was measured before the other' {
        $null = Compare-BatchMetrics $first, "$TestDrive/fast1.run.json" $second -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Not -BeLike '*in turns*' -Because 'one run of a side has no order'
        $third = Invoke-BatchVolumeTest @load
        $null = Compare-BatchMetrics $first, "$TestDrive/fast1.run.json" $second, $third -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*Run them in turns*'
    }

    It 'counts a difference only from -MinimumEffect on' {
        (Compare-BatchMetrics $fast $slow -MinimumEffect 99%)[0].Verdict | Should -Be Same
        { Compare-BatchMetrics $fast $slow -MinimumEffect much } | Should -Throw "*'much' is not a share*"
    }

    It 'refuses what would mean nothing' {
        Assert-Problem SameRun InvalidArgument "*$($first.RunId)*" { Compare-BatchMetrics $first $first }
        Assert-Problem NotARun InvalidArgument '*BatchMetrics*-SummaryOnly*' { Compare-BatchMetrics ($first | Get-BatchMetrics) $slow }
        Assert-Problem RunFileNotReadable ReadError '*none.run.json*' { Compare-BatchMetrics "$TestDrive/none.run.json" $slow }
        $null = New-Item -ItemType Directory "$TestDrive/alone"
        Copy-Item "$TestDrive/fast1.csv" "$TestDrive/alone"
        Assert-Problem RunNotKnown InvalidArgument '*fast1.run.json*' { Compare-BatchMetrics "$TestDrive/alone/fast1.csv" $slow }
    }

    It 'shows rows in 80 columns' {
        $text = Compare-BatchMetrics $fast $slow | Out-String -Width 80
        $text | Should -Match 'Samples: 6 runs of the baseline, 6 of the candidate'
        $text | Should -Match 'Name\s+Metric\s+Baseline Candidate\s+Diff\.\s+95 % Verdict'
        $text | Should -Match 'Aggregated\s+ops/s\s.+Slower'
    }
}

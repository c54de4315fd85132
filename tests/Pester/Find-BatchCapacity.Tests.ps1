BeforeAll {
    . "$PSScriptRoot/common.ps1"
    # Two at once, 40 ms each: two clients are answered after 40 ms, four after 80 ms, six after 120 ms.
    $simulator = Start-TestSimulator -Option @{ 'latency-transaction-ms' = 40; 'max-transactions' = 2 }
    $dms = New-TestConnection $simulator
    $fixtures = Initialize-BatchFixtures -Connection $dms
    $short = @{ Connection = $dms; Fixture = $fixtures; Scenario = 'Student'; BatchTripleCount = 1; Duration = '300ms'; DrainTime = '0s'; WarningAction = 'Ignore' }
    # A busy machine delays the client: what is tested here is the search, not this machine.
    $anyClient = @{ VerdictThreshold = @{ MaxCpuShare = 1; MinLagMs = 60000; MaxGcPauseShare = 1; MaxLateShare = 1; MaxDroppedShare = 1 } }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Find-BatchCapacity' {
    BeforeAll {
        $found = Find-BatchCapacity 'p50 < 100ms', 'failureRate < 1%' @short @anyClient -Search Clients -Start 3 -Repeat 1 -Confidence 50% -Seed 3 -StudyVariable study
    }

    It 'finds a number of clients, and one more that breaks' {
        $found | Should -BeOfType EdFi.BatchPerf.BatchCapacity
        $found.Answer | Should -Be Found
        $found.Capacity | Should -BeGreaterOrEqual 1
        $found.LowestBroken | Should -Be ($found.Capacity + 1)
        $found.Confidence | Should -BeGreaterThan 0.5
        $found.Seed | Should -Be 3
        $found.Message | Should -BeLike "$($found.Capacity) client* held (*"
    }

    It 'never says that more hold than the server was told to take' {
        $found.Capacity | Should -BeLessOrEqual 5
        $found.Steps | ForEach-Object { $_.P50Ms | Should -BeGreaterOrEqual 39 }
        $found.Steps | Where-Object Outcome -EQ Broken | ForEach-Object { $_.Load | Should -BeGreaterThan $found.Capacity }
    }

    It 'keeps every run as a row' {
        $found.Steps | Should -BeOfType EdFi.BatchPerf.BatchCapacityStep
        $found.Steps.Number | Should -Be (1..$found.Steps.Count)
        $found.Steps[0].Load | Should -Be 3
        ($found.Steps | Where-Object Outcome -EQ Broken)[0].Reason | Should -BeLike '*not kept: p50 < 100ms*'
        ($found.Steps | ConvertTo-Csv | ConvertFrom-Csv)[0].Load | Should -Be 3
        $study.Steps.Count | Should -Be $found.Steps.Count
        $study.Message | Should -Be $found.Message
    }

    It 'searches arrival rates, and ends at the maximum that it is allowed' {
        $rate = Find-BatchCapacity 'p50 < 10s' @short @anyClient -Start 20 -Maximum 20 -Repeat 1 -Confidence 50%
        $rate.Answer | Should -Be MaximumHeld
        $rate.Capacity | Should -Be 20
        $rate.LowestBroken | Should -BeNullOrEmpty
        $rate.Steps[0].LateArrivals | Should -Not -BeNullOrEmpty
        $rate.Message | Should -BeLike 'At least 20 batches/s held*'
    }

    It 'says that nothing held where nothing does' {
        $nothing = Find-BatchCapacity 'min < 5ms' @short @anyClient -Search Clients -Repeat 1 -Confidence 50%
        $nothing.Answer | Should -Be NothingHeld
        $nothing.Capacity | Should -BeNullOrEmpty
        $nothing.LowestBroken | Should -Be 1
    }

    It 'says that the client was the limit where it was, and nothing of the server' {
        $client = Find-BatchCapacity 'p50 < 10s' @short -Search Clients -VerdictThreshold @{ MaxCpuShare = 0 } -Repeat 2
        $client.Answer | Should -Be ClientLimited
        $client.Capacity | Should -BeNullOrEmpty
        $client.Steps.Outcome | Select-Object -Unique | Should -Be ClientLimited
        $client.Message | Should -BeLike 'Nothing can be said of the server: the client was the limit at 1 client: The client used*'
    }

    It 'fits its views into 80 columns' {
        ($found | Out-String -Width 80), ($found.Steps | Format-Table | Out-String -Width 80) | ForEach-Object { $_ -split '\r?\n' } |
            ForEach-Object { ($_ -replace '\x1b\[[\d;]*m').TrimEnd().Length } | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
    }

    It 'asks once and sends nothing with -WhatIf' {
        $simulator.ResetCounts()
        Find-BatchCapacity 'p95 < 250ms' @short -WhatIf | Should -BeNullOrEmpty
        $simulator.Counts().batchRequests | Should -Be 0
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a limit that little load breaks'; Id = 'ThresholdNotForCapacity'; Given = @{ Threshold = 'committedOperationsPerSecond > 2000' } }
        @{ What = 'a metric that does not exist'; Id = 'ThresholdMetricUnknown'; Given = @{ Threshold = 'p96 < 1s' } }
        @{ What = 'a start above the maximum'; Id = 'CapacityBoundsInvalid'; Given = @{ Threshold = 'p95 < 1s'; Start = 20; Maximum = 10 } }
        @{ What = 'half a client'; Id = 'CapacityBoundsInvalid'; Given = @{ Threshold = 'p95 < 1s'; Start = 1.5; Search = 'Clients' } }
        @{ What = 'time to think for arrivals'; Id = 'InvalidRunPlan'; Given = @{ Threshold = 'p95 < 1s'; ThinkTime = '1s' } }
    ) {
        Assert-Problem $Id InvalidArgument '*' { Find-BatchCapacity @short @Given } | Out-Null
    }

    It 'stops where the server does not take the size' {
        $big = $short.Clone()
        $big.BatchTripleCount = 50
        Assert-Problem BatchTooLarge InvalidArgument '*-BatchTripleCount*' { Find-BatchCapacity 'p95 < 1s' @big @anyClient } | Out-Null
    }

    It 'keeps what was measured at Ctrl+C' {
        $session = Start-Interruptible 'Find-BatchCapacity "p95 < 60s" -Connection $dms -Fixture $fixtures -Scenario Student -BatchTripleCount 1 -Duration 300ms -DrainTime 0s -Search Clients -Repeat 30 @any -StudyVariable study -Verbose' @{ dms = $dms; fixtures = $fixtures; any = $anyClient }
        try {
            Wait-Until { "$($session.Shell.Streams.Verbose)" -match '2: 1, Held' } -Seconds 60
            $session.Stop().TotalSeconds | Should -BeLessThan 10
            $study = $session.Get('study')
            $study.Answer | Should -Be Unfinished
            $study.Steps.Count | Should -BeGreaterOrEqual 1
            $study.Message | Should -BeLike 'Not finished after * runs.*'
        }
        finally {
            $session.Dispose()
        }
    }
}

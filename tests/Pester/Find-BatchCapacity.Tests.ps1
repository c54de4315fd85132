# What operators see of Find-BatchCapacity. What a search finds and refuses: tests/Hosted/Studies.

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
        $found = Find-BatchCapacity 'min < 5ms' @short @anyClient -Search Clients -Repeat 1 -Confidence 50% -StudyVariable study
    }

    It 'returns the answer with every run as a row' {
        $found | Should -BeOfType EdFi.BatchPerf.BatchCapacity
        $found.Answer | Should -Be NothingHeld
        $found.Steps | Should -BeOfType EdFi.BatchPerf.BatchCapacityStep
        ($found.Steps | ConvertTo-Csv | ConvertFrom-Csv)[0].Load | Should -Be 1
        $study.Message | Should -Be $found.Message
    }

    It 'fits its views into 80 columns' {
        ($found | Out-String -Width 80), ($found.Steps | Format-Table | Out-String -Width 80) | ForEach-Object { $_ -split '\r?\n' } |
            ForEach-Object { ($_ -replace '\x1b\[[\d;]*m').TrimEnd().Length } | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
    }

    It 'keeps what was measured at Ctrl+C' {
        $session = Start-Interruptible 'Find-BatchCapacity "p95 < 60s" -Connection $dms -Fixture $fixtures -Scenario Student -BatchTripleCount 1 -Duration 300ms -DrainTime 0s -Search Clients -Repeat 30 @any -StudyVariable study -Verbose' @{ dms = $dms; fixtures = $fixtures; any = $anyClient }
        try {
            Wait-Until { "$($session.Shell.Streams.Verbose)" -match '2: 1, Held' }
            $session.Stop()
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

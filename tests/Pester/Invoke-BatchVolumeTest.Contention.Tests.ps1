# -Contention against a simulator that locks documents as a database does.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator @{ 'document-locks' = $true; 'latency-operation-ms' = 30 }
    $dms = New-TestConnection $simulator
    $load = @{ Connection = $dms; Fixture = (Initialize-BatchFixtures -Connection $dms); Scenario = 'Student'; BatchTripleCount = 4; ClientCount = 2; SummaryOnly = $true; WarningAction = 'SilentlyContinue' }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Invoke-BatchVolumeTest -Contention' {
    It 'finds as many deadlocks as the server made' {
        $simulator.ResetCounts()
        $run = Invoke-BatchVolumeTest @load -Contention OverlappingKeys, OppositeOrder -BatchCount 4
        $told = $simulator.Counts().batchAnswered.'500'
        $told | Should -BeGreaterThan 0
        $run.Totals.Deadlocks | Should -Be $told
        ($run | Get-BatchMetrics | Where-Object Name -EQ Aggregated).Deadlocks | Should -Be $told
        $run.Plan.Contention | Should -Be 'OverlappingKeys, OppositeOrder 100 %'
        $run | Out-String -Width 120 | Should -Match "Contention\s+: OverlappingKeys, OppositeOrder 100 %: 0 conflicts, $told probable deadlocks"
        $simulator.Counts().documents.byResource.students | Should -BeIn $null, 0
    }

    It 'updates shared parents as often as batches are sent' {
        $simulator.ResetCounts()
        $run = Invoke-BatchVolumeTest @load -Contention SharedParents -BatchCount 3
        $run.Totals.OperationsCommitted | Should -Be (3 * 14)
        $simulator.Counts().operationsByResource.locations.committed | Should -Be 3
    }

    It 'refuses what cannot collide' {
        Assert-Problem InvalidRunPlan InvalidArgument '*opposite order alone*OverlappingKeys*' { Invoke-BatchVolumeTest @load -Contention OppositeOrder -BatchCount 1 }
        Assert-Problem InvalidRunPlan InvalidArgument '*Contention belongs to batches*' { Invoke-BatchVolumeTest @load -Contention OverlappingKeys -TestType Volume -BatchCount 1 }
    }
}

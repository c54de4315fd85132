BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $connection = New-TestConnection $simulator
    $fixtures = Initialize-BatchFixtures -Connection $connection
    $volume = @{ Connection = $connection; Fixture = $fixtures; TestType = 'Volume'; ClientCount = 2; WarningAction = 'Ignore' }
}

AfterAll {
    $simulator.Stop()
}

Describe 'The same triples, one operation at a time' {
    It 'are created, updated and deleted by id, and counted by name and method' {
        $simulator.ResetCounts()
        $results = Invoke-BatchVolumeTest @volume -BatchCount 12 -DeleteResources -Scenario students -RunVariable run
        $results | Should -HaveCount 36
        $results.TestType | Select-Object -Unique | Should -Be Volume
        $results.Success | Select-Object -Unique | Should -BeTrue
        $results | Group-Object Method, Name -NoElement | Sort-Object Name | ForEach-Object { "$($_.Count) $($_.Name)" } |
            Should -Be '12 DELETE, /data/ed-fi/students/{id}', '12 POST, /data/ed-fi/students', '12 PUT, /data/ed-fi/students/{id}'
        $counts = $simulator.Counts()
        'POST', 'PUT', 'DELETE' | ForEach-Object { $counts.resources."students $_" } | Should -Be 12, 12, 12
        $counts.batchRequests | Should -Be 0
        $counts.documents.total | Should -Be ($fixtures.Count - 1)

        $metrics = $results | Get-BatchMetrics
        $metrics.Method | Should -Be POST, DELETE, PUT, $null
        $all = $metrics[-1]
        $all.OperationsCommitted, $all.Triples | Should -Be 36, 12
        $all.TripleMeanMs | Should -BeGreaterThan (2.99 * $all.MeanMs)
        ($run | Get-BatchMetrics)[-1].TripleMeanMs | Should -Be $all.TripleMeanMs
    }

    It 'stay on the server without -DeleteResources, which a warning says' {
        $before = $simulator.Counts().documents.total
        $null = Invoke-BatchVolumeTest @volume -BatchCount 5 -Scenario students -SummaryOnly -WarningVariable warnings
        $simulator.Counts().documents.total | Should -Be ($before + 5)
        $warnings -join ' ' | Should -BeLike '*Without -DeleteResources*'
    }

    It 'are in files of their own name, by method' {
        $run = Invoke-BatchVolumeTest @volume -BatchCount 6 -DeleteResources -SummaryOnly -LocustCsvPath TestDrive:/locust -ResultPath TestDrive:/results.csv
        $run.Plan.Scenarios | Should -Be students, sections
        $stats = Import-Csv TestDrive:/locust/volume_stats.csv
        ($stats | Where-Object Name -Like '*students*').Type | Should -Be POST, DELETE, PUT
        $stats[-1].'Request Count' | Should -Be 18
        (Import-Csv TestDrive:/results.csv).Method | Sort-Object -Unique | Should -Be DELETE, POST, PUT
        (Get-BatchMetrics -Path TestDrive:/results.csv)[-1].Triples | Should -Be 6
    }

    It 'ignore -BatchTripleCount, and ask before they write' {
        $run = Invoke-BatchVolumeTest @volume -BatchCount 2 -DeleteResources -Scenario students -BatchTripleCount 20 -SummaryOnly
        $run.Totals.OperationsSent | Should -Be 6
        $before = $simulator.Counts().resources.'students POST'
        Invoke-BatchVolumeTest @volume -BatchCount 2 -WhatIf | Should -BeNullOrEmpty
        $simulator.Counts().resources.'students POST' | Should -Be $before
    }
}

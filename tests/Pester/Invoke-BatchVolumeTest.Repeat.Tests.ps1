BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulators = 1, 2 | ForEach-Object { Start-TestSimulator }
    $a, $b = $simulators | ForEach-Object { New-TestConnection $_ }
    $load = @{ ClientCount = 1; BatchTripleCount = 1; BatchCount = 4; WarningAction = 'Ignore' }
}

AfterAll {
    $simulators | Where-Object { $_ } | ForEach-Object { $_.Stop() }
}

Describe '-Repeat' {
    It 'makes runs with ids and numbered files of their own, and keeps them all in the variable' {
        $runs = Invoke-BatchVolumeTest -Connection $a -Repeat 3 @load -SummaryOnly -RunVariable all -ResultPath "$TestDrive/r.csv" -LocustCsvPath "$TestDrive/locust"
        $runs | Should -BeOfType EdFi.BatchPerf.BatchRun
        $runs.RunId | Select-Object -Unique | Should -HaveCount 3
        $runs.Seed | Select-Object -Unique | Should -HaveCount 1
        $all.RunId | Should -Be $runs.RunId
        (Get-ChildItem "$TestDrive/r*").Name | Sort-Object | Should -Be r-1.csv, r-1.journal, r-1.run.json, r-2.csv, r-2.journal, r-2.run.json, r-3.csv, r-3.journal, r-3.run.json
        (Import-BatchResult "$TestDrive/r-2.run.json").RunId | Should -Be $runs[1].RunId
        foreach ($i in 1..3) { "$TestDrive/locust/$i/batch_volume_stats.csv" | Should -Exist }
    }

    It 'streams results run after run' {
        $results = Invoke-BatchVolumeTest -Connection $a -Repeat 2 @load
        $results | Group-Object RunId | ForEach-Object Count | Should -Be 4, 4
    }

    It 'takes turns between connections, A B B A' {
        $runs = Invoke-BatchVolumeTest -Connection $a, $b -Repeat 3 @load -SummaryOnly
        $runs.Server | Should -Be $a.BaseUrl, $b.BaseUrl, $b.BaseUrl, $a.BaseUrl, $a.BaseUrl, $b.BaseUrl
        ($a, $b | Invoke-BatchVolumeTest @load -SummaryOnly).Server | Should -Be $a.BaseUrl, $b.BaseUrl -Because 'they may come through the pipeline, too'
    }

    It 'finds a numbered file in the way before anything is sent' {
        'here' | Set-Content "$TestDrive/x-2.csv"
        $simulators[0].ResetCounts()
        Assert-Problem ResultFileExists ResourceExists '*x-2.csv*' { Invoke-BatchVolumeTest -Connection $a -Repeat 2 @load -ResultPath "$TestDrive/x.csv" }
        $simulators[0].Counts().operationsTotal.committed | Should -Be 0
    }

    It 'sets one run as ever when there is one only' {
        $null = Invoke-BatchVolumeTest -Connection $a @load -RunVariable one
        $one | Should -BeOfType EdFi.BatchPerf.BatchRun
        @($one).Count | Should -Be 1
    }
}

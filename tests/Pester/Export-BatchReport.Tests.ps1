BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $dms = New-TestConnection $simulator
    $run = Invoke-BatchVolumeTest -Connection $dms -ClientCount 2 -BatchCount 40 -FailDeliberately -ResultPath "$TestDrive/results.csv" -SummaryOnly -WarningAction Ignore
    $all = 'batch_volume_exceptions.csv', 'batch_volume_failures.csv', 'batch_volume_stats.csv', 'batch_volume_stats_history.csv', 'operations.csv', 'report.html', 'response_times.hgrm', 'response_times.hlog', 'service_times.hgrm', 'summary.json'
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Export-BatchReport' {
    It 'writes every file of a run and returns them' {
        $files = $run | Export-BatchReport -Path "$TestDrive/all"
        $files | Should -BeOfType System.IO.FileInfo
        $files.Name | Sort-Object | Should -Be ($all | Sort-Object)
        $files | ForEach-Object { $_.Length | Should -BeGreaterThan 0 -Because $_.Name }
    }

    It 'writes figures that agree with the run''s' {
        $stats = Import-Csv "$TestDrive/all/batch_volume_stats.csv"
        $stats[-1].Name | Should -Be Aggregated
        [long]$stats[-1].'Request Count' | Should -Be ($run.Totals.Succeeded + $run.Totals.Failed)
        [long]$stats[-1].'Failure Count' | Should -Be $run.Totals.Failed
        $history = Import-Csv "$TestDrive/all/batch_volume_stats_history.csv"
        [long]$history[-1].'Total Request Count' | Should -Be ($run.Totals.Succeeded + $run.Totals.Failed)
        $ledger = Import-Csv "$TestDrive/all/operations.csv"
        ($ledger | Measure-Object Sent -Sum).Sum | Should -Be $run.Totals.OperationsSent
        ($ledger | Measure-Object Committed -Sum).Sum | Should -Be $run.Totals.OperationsCommitted
        $summary = Get-Content "$TestDrive/all/summary.json" -Raw | ConvertFrom-Json
        $summary.version | Should -Be 1
        $summary.runId | Should -Be $run.RunId
        $summary.totals.operationsCommitted | Should -Be $run.Totals.OperationsCommitted
        Get-Content "$TestDrive/all/response_times.hgrm" -Raw | Should -Match "Total count    = +$($run.Metrics[-1].Requests - $run.Metrics[-1].Failures)\]"
    }

    It 'writes no property into summary.json that docs/summary.md does not name' {
        $known = [regex]::Matches((Get-Content "$PSScriptRoot/../../docs/summary.md" -Raw), '`(\w+)`').ForEach({ $_.Groups[1].Value })
        $summary = Get-Content "$TestDrive/all/summary.json" -Raw | ConvertFrom-Json
        foreach ($part in $summary, $summary.plan, $summary.totals, $summary.verdict, $summary.ledger[0], $summary.errors[0], $summary.intervals[0]) {
            # docs/summary.md speaks of a count for each kind of failure instead of naming fifteen.
            $part.psobject.Properties.Name | Where-Object { $_ -cnotmatch '^failures[A-Z](?!erSecond)' -and $_ -cnotin $known } | Should -BeNullOrEmpty
        }
    }

    It 'writes what -Format names' {
        (Export-BatchReport $run "$TestDrive/some" -Format Operations, Hgrm).Name | Should -Be operations.csv, response_times.hgrm, service_times.hgrm
        Get-ChildItem "$TestDrive/some" | Should -HaveCount 3
    }

    It 'writes a page that holds the summary and needs nothing else' {
        $files = $run | Export-BatchReport -Path "$TestDrive/page" -Format Html, Summary -Threshold 'failures = 0'
        $page = Get-Content "$TestDrive/page/report.html" -Raw
        $page | Should -BeLike "*>$([WildcardPattern]::Escape((Get-Content "$TestDrive/page/summary.json" -Raw)))</script>*"
        $page | Should -BeLike '*"state":"broken","text":"failures = 0"*'
        $page | Should -Not -Match '(src|href)="(?!data:)'
        $page | Should -Not -Match 'simulator-secret'
        $files.Name | Should -Be report.html, summary.json
    }

    It 'writes thresholds as JUnit test cases' {
        $file = $run | Export-BatchReport -Path "$TestDrive/junit" -Format JUnit -Threshold 'p95 < 60s', 'failures = 0'
        $suite = ([xml](Get-Content $file)).testsuites.testsuite
        $suite.tests | Should -Be 2
        $suite.failures | Should -Be 1
        $suite.testcase[1].failure.message | Should -BeLike '*failures is *; not kept: failures = 0.'
        Assert-Problem ThresholdMissing InvalidArgument '*-Threshold*' { $run | Export-BatchReport -Path "$TestDrive/junit2" -Format JUnit }
    }

    It 'takes the path of <What>, and says what it does not know' -ForEach @(
        @{ What = 'a run''s file'; File = 'results.run.json' }
        @{ What = 'a results file'; File = 'results.csv' }
    ) {
        $files = Export-BatchReport "$TestDrive/$File" "$TestDrive/from-$File" -WarningVariable warnings -WarningAction SilentlyContinue -Format Locust, Summary
        $files.Name | Should -Not -Contain batch_volume_stats_history.csv
        $warnings -match 'stats_history.csv is not written' | Should -HaveCount 1
        $files.Name | Should -Contain summary.json
        (Import-Csv "$TestDrive/from-$File/batch_volume_stats.csv")[-1].'Failure Count' | Should -BeGreaterThan 0
        Get-Item "$TestDrive/$File" | Export-BatchReport -Path "$TestDrive/item-$File" | Should -Not -BeNullOrEmpty
    }

    It 'overwrites with -Force only' {
        Assert-Problem ReportExists ResourceExists '*exists already*' { $run | Export-BatchReport -Path "$TestDrive/all" }
        $run | Export-BatchReport -Path "$TestDrive/all" -Force | Should -HaveCount $all.Count
    }

    It 'writes nothing with -WhatIf' {
        $run | Export-BatchReport -Path "$TestDrive/none" -WhatIf | Should -BeNullOrEmpty
        "$TestDrive/none" | Should -Not -Exist
    }

    It 'takes one run at a time' {
        Assert-Problem SeveralRuns InvalidArgument '*one run*' { $run, $run | Export-BatchReport -Path "$TestDrive/two" }
    }

    It 'refuses what is no run' {
        Assert-Problem NotARun InvalidArgument '*System.Int32*' { 5 | Export-BatchReport -Path "$TestDrive/five" }
        Assert-Problem ResultFileNotReadable ReadError '*nothing.csv*' { Export-BatchReport "$TestDrive/nothing.csv" "$TestDrive/nothing" }
    }
}

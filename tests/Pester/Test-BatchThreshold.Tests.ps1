BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $dms = New-TestConnection $simulator
    $run = Invoke-BatchVolumeTest -Connection $dms -ClientCount 1 -BatchCount 40 -ResultPath "$TestDrive/results.csv" -SummaryOnly -WarningAction Ignore
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Test-BatchThreshold' {
    It 'returns a result for each threshold' {
        $results = $run | Test-BatchThreshold 'p95 < 60s', 'failureRate < 1%', 'committedOperationsPerSecond > 1e9'
        $results | Should -BeOfType EdFi.BatchPerf.BatchThresholdResult
        $results.Passed | Should -Be $true, $true, $false
        $results.Name | Should -Be Aggregated, Aggregated, Aggregated
        $results[2].Limit | Should -Be 1e9
        $results[2].Message | Should -BeLike 'Aggregated: committedOperationsPerSecond is *; not kept: *'
    }

    It 'takes <From>' -ForEach @(
        @{ From = 'metrics'; Get = { $run | Get-BatchMetrics | Test-BatchThreshold 'requests > 0' } }
        @{ From = 'metrics out of a CSV file'; Get = { $run | Get-BatchMetrics | Export-Csv "$TestDrive/metrics.csv"; Import-Csv "$TestDrive/metrics.csv" | Test-BatchThreshold 'requests > 0' } }
        @{ From = 'metrics out of JSON'; Get = { $run | Get-BatchMetrics | ConvertTo-Json | ConvertFrom-Json | Test-BatchThreshold 'requests > 0' } }
        @{ From = 'results'; Get = { Import-Csv "$TestDrive/results.csv" | Test-BatchThreshold 'requests > 0' } }
        @{ From = 'a results file'; Get = { Test-BatchThreshold 'requests > 0' -Path "$TestDrive/results.csv" } }
        @{ From = 'a run''s file'; Get = { Test-BatchThreshold 'requests > 0' -Path "$TestDrive/results.run.json" } }
    ) {
        $result = & $Get
        @($result).Count | Should -Be 1
        $result.Name | Should -Be Aggregated
        $result.Actual | Should -BeGreaterThan 0
    }

    It 'tells <Pipeline> which limits are not kept, as a load with limits does, but not of a condition' -ForEach @(
        @{ Pipeline = 'GitHub Actions'; Variable = 'GITHUB_ACTIONS'; Value = 'true'; Begins = '::error title=Threshold not kept::' }
        @{ Pipeline = 'Azure DevOps'; Variable = 'TF_BUILD'; Value = 'True'; Begins = '##vso[[]task.logissue type=error]Threshold not kept: ' }
        @{ Pipeline = 'nobody'; Variable = 'TF_BUILD'; Value = $null; Begins = $null }
    ) {
        $limits = 'requests > 0', 'requests > 1e9'
        $before = $env:GITHUB_ACTIONS, $env:TF_BUILD
        $env:GITHUB_ACTIONS, $env:TF_BUILD = $null, $null
        try {
            Set-Item "env:$Variable" $Value
            $results = $run | Test-BatchThreshold $limits -InformationVariable told 6>$null
            $kept = $run | Test-BatchThreshold $limits -Quiet -InformationVariable asked 6>$null
            $null = Invoke-BatchVolumeTest -Connection $dms -ClientCount 1 -BatchCount 2 -SummaryOnly -Threshold $limits -WarningAction Ignore -InformationVariable loaded -ErrorAction SilentlyContinue 6>$null
        } finally {
            $env:GITHUB_ACTIONS, $env:TF_BUILD = $before
        }

        $results.Passed | Should -Be $true, $false
        $kept | Should -BeFalse
        $asked | Should -BeNullOrEmpty
        @($loaded | Where-Object Tags -Contains BatchPerfAnnotation).Count | Should -Be ($Begins ? 2 : 0) -Because 'a load is judged as a whole, too'
        foreach ($said in $told, $loaded) {
            $lines = @($said | Where-Object Tags -Contains BatchPerfAnnotation | Select-Object -Last 1)
            $lines.Count | Should -Be ($Begins ? 1 : 0)
            if ($Begins) {
                "$($lines.MessageData)" | Should -BeLike "${Begins}Aggregated: requests is *; not kept: *"
                $lines.Tags | Should -Contain PSHOST -Because 'the pipeline reads what Write-Host writes'
            }
        }
    }

    It 'shows a pipeline no error of a bad run where the command writes none' {
        $before = $env:GITHUB_ACTIONS, $env:TF_BUILD
        $simulator.Set(@{ throttleRate = 1 })
        try {
            $env:GITHUB_ACTIONS, $env:TF_BUILD = 'true', $null
            $null = Invoke-BatchVolumeTest -Connection $dms -ClientCount 1 -BatchCount 3 -SummaryOnly -WarningAction Ignore `
                -InformationVariable told -ErrorVariable errors -ErrorAction SilentlyContinue 6>$null
        } finally {
            $env:GITHUB_ACTIONS, $env:TF_BUILD = $before
            $simulator.Set(@{ throttleRate = 0 })
        }

        $errors | Should -BeNullOrEmpty
        "$(@($told | Where-Object Tags -Contains BatchPerfAnnotation).MessageData)" | Should -BeLike '::warning title=Bad::*'
    }

    It 'looks at the rows that -Name names, with wildcards' {
        ($run | Test-BatchThreshold 'requests > 0' -Name 's*-batch-10').Name | Should -Be sections-batch-10, students-batch-10
        ($run | Test-BatchThreshold 'requests > 0' -Name *).Count | Should -Be 3
        ($run | Get-BatchMetrics | Where-Object Name -Like students* | Test-BatchThreshold 'requests > 0').Name | Should -Be students-batch-10
    }

    It 'says which names there are when it does not find one' {
        Assert-Problem RequestNameUnknown InvalidArgument "*'pupils*'*sections-batch-10, students-batch-10, Aggregated*" { $run | Test-BatchThreshold 'p50 < 1s' -Name pupils* }
    }

    It 'looks at the rows that a limit itself names' {
        $results = $run | Test-BatchThreshold 'requests > 0 for students-*', 'requests > 0', 'p95 < 60s for s*' -Name sections*
        $results.Name | Should -Be students-batch-10, sections-batch-10, sections-batch-10, students-batch-10
        Assert-Problem RequestNameUnknown InvalidArgument "*'pupils'*students-batch-10*" { $run | Test-BatchThreshold 'p50 < 1s for pupils' }
    }

    It 'says where windows are not known, and of what' {
        Assert-Problem ThresholdWindowNotPossible InvalidArgument '*over time*results file*' { $run | Get-BatchMetrics | Test-BatchThreshold 'p50 < 1s in every 1s' }
        Assert-Problem ThresholdInvalid InvalidArgument '*verdict*such as p50, p95, p99; Test-BatchThreshold -ListMetric lists them.' { $run | Test-BatchThreshold 'verdict = Valid in every 1s' }
        Assert-Problem ThresholdInvalid InvalidArgument "*'soon'*10s*" { $run | Test-BatchThreshold 'p50 < 1s in every soon' }
    }

    It 'never takes a verdict that nobody made for a good one' {
        (Import-Csv "$TestDrive/results.csv" | Test-BatchThreshold 'verdict = Valid').Passed | Should -BeFalse
        (Test-BatchThreshold "verdict = $($run.Verdict.Verdict)" -Path "$TestDrive/results.csv").Passed | Should -BeTrue -Because 'the run''s file lies beside'
    }

    It 'writes an error for each threshold that is not kept, after all results, with -ErrorOnFailure' {
        $results = $run | Test-BatchThreshold 'p95 < 60s', 'p50 > 3600s', 'requests > 1e9' -ErrorOnFailure -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Count | Should -Be 3
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ThresholdNotKept,*'
        $problems[0].TargetObject | Should -BeOfType EdFi.BatchPerf.BatchThresholdResult
        { $run | Test-BatchThreshold 'requests > 1e9' -ErrorOnFailure -ErrorAction Stop } | Should -Throw '*not kept: requests > 1e9*'
        { $run | Test-BatchThreshold 'requests > 0' -ErrorOnFailure -ErrorAction Stop } | Should -Not -Throw
    }

    It 'makes a script end with an exit code' {
        { Invoke-CleanPowerShell { Import-Module $args[0]; Test-BatchThreshold 'requests > 1e9' -Path $args[1] -ErrorOnFailure } $ModulePath, "$TestDrive/results.csv" } | Should -Throw '*exit code 1*'
    }

    It 'names the nearest metrics once, and where all are listed, when it does not know one' {
        $record = Assert-Problem ThresholdMetricUnknown InvalidArgument "*'errorRate'*Did you mean failureRate? Test-BatchThreshold -ListMetric lists*" { $run | Test-BatchThreshold 'errorRate < 1%' }
        $shown = $record | Out-String -Width 1000
        [regex]::Matches($shown, 'Did you mean').Count | Should -Be 1
    }

    It 'lists the metrics, which all are figures of a run but the verdict' {
        $metrics = Test-BatchThreshold -ListMetric
        $metrics | Should -BeOfType EdFi.BatchPerf.BatchMetricInfo
        $metrics.Meaning | Should -Not -BeNullOrEmpty
        ($run | Get-BatchMetrics)[0].PSObject.Properties.Name | Should -Contain $metrics[5].Property
        @($metrics | Where-Object { -not $_.Property }).Name | Should -Be verdict
    }

    It 'returns one Boolean with -Quiet, so that a condition can be made of it' {
        ($run | Test-BatchThreshold 'requests > 0', 'p95 < 60s' -Quiet) | Should -BeExactly $true
        ($run | Test-BatchThreshold 'requests > 0', 'requests > 1e9' -Quiet) | Should -BeExactly $false
        $branch = if ($run | Test-BatchThreshold 'requests > 1e9' -Quiet) { 'kept' } else { 'broken' }
        $branch | Should -Be broken
    }

    It 'refuses what is no threshold' {
        Assert-Problem ThresholdInvalid InvalidArgument "*'quick' is not a threshold*" { $run | Test-BatchThreshold quick }
        Assert-Problem ThresholdInvalid InvalidArgument "*'5%' is not a limit for p95*" { $run | Test-BatchThreshold 'p95 < 5%' }
    }

    It 'does not pass when there is nothing to test' {
        Assert-Problem NothingToTest InvalidArgument '*no metrics*' { @() | Test-BatchThreshold 'p95 < 1s' }
        Assert-Problem NotAResult InvalidArgument '*' { 5 | Test-BatchThreshold 'p95 < 1s' }
    }

    It 'shows results in 80 columns' {
        $text = $run | Test-BatchThreshold 'p95 < 60s', "verdict = $($run.Verdict.Verdict)", 'failureRate < 1%', 'requests > 1e9' | Out-String -Width 80
        $text | Should -Match 'Passed\s+Name\s+Actual\s+Threshold'
        $text | Should -Match "yes\s+Aggregated\s+$($run.Verdict.Verdict)\s+verdict = $($run.Verdict.Verdict)"
        $text | Should -Match 'yes\s+Aggregated\s+0 %\s+failureRate < 1%'
    }

    It 'completes thresholds' {
        $line = "Test-BatchThreshold 'p9"
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be "'p95 < 250ms'", "'p99 < 1s'", "'p95 < 500ms in every 10s'", "'p95 < 250ms for students-*'"
    }
}

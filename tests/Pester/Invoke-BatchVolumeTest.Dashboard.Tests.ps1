BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator
    $connection = New-TestConnection $simulator
    $fixtures = Initialize-BatchFixtures -Connection $connection
    $live = @{ Connection = $connection; Fixture = $fixtures; Scenario = 'students'; BatchTripleCount = 1; ClientCount = 2; ThinkTime = '5ms'; Duration = '5m'; WarningAction = 'Ignore' }

    function Get-DashboardUrl($Information) {
        "$($Information | Where-Object Tags -Contain 'BatchPerfDashboard' | Select-Object -First 1)" -replace '^Dashboard: '
    }

    function Send-ToDashboard([string] $Url, $Body = @{}) {
        (Invoke-WebRequest $Url -Method Post -ContentType 'application/json' -Body ($Body | ConvertTo-Json) -SkipHttpErrorCheck).Content
    }

    function Assert-Gone([string] $Url) {
        $Url | Should -Match '^http://127\.0\.0\.1:\d+/[0-9a-f]{32}/$'
        { Invoke-WebRequest $Url } | Should -Throw -ExceptionType ([Net.Http.HttpRequestException])
        [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpListeners().Port | Should -Not -Contain ([uri] $Url).Port
    }
}

AfterAll {
    if ($simulator) { $simulator.Stop() }
}

Describe 'Invoke-BatchVolumeTest -Dashboard' {
    It 'shows the run, takes another number of clients, stops it on request, and is gone with it' {
        $said = @{}
        $results = Invoke-BatchVolumeTest @live -Dashboard -RunVariable run -InformationVariable information -InformationAction Ignore | ForEach-Object {
            if ($said.Count -eq 0) {
                $url = Get-DashboardUrl $information
                $said.Page = (Invoke-WebRequest $url).Content
                $said.Change = Send-ToDashboard "${url}load" @{ target = 3 }
                $said.Stop = Send-ToDashboard "${url}stop"
            }
            $_
        }
        $said.Page | Should -BeLike "*data-mode=`"live`"*$($run.RunId)*"
        $said.Change | Should -Be 'Asked for 3 clients.'
        $said.Stop | Should -BeLike 'Stopping*'
        $run.StopReason | Should -Be StopRequested
        $run.LoadChanges | Should -HaveCount 1
        $run.LoadChanges[0].Previous | Should -BeIn 1, 2 -Because 'the second client may not have begun'
        $run.LoadChanges[0].Target | Should -Be 3
        $run.Verdict.Notes -match 'changed on the dashboard' | Should -HaveCount 1
        $results | Should -HaveCount $run.Totals.Batches
        Assert-Gone (Get-DashboardUrl $information)
    }

    It 'is gone when the pipeline is closed downstream' {
        Invoke-BatchVolumeTest @live -Dashboard -InformationVariable information -InformationAction Ignore | Select-Object -First 1 | Should -HaveCount 1
        Assert-Gone (Get-DashboardUrl $information)
    }

    It 'is gone after Ctrl+C, also with two runs at once' {
        $runs = 1..2 | ForEach-Object {
            $seen = @{}
            Start-Interruptible -Variable @{ live = $live; seen = $seen } -Script 'Invoke-BatchVolumeTest @live -Dashboard -InformationVariable information -InformationAction Ignore | ForEach-Object { $seen.Url = "$($information | Where-Object Tags -Contain BatchPerfDashboard)" -replace "^Dashboard: " }' | Add-Member Seen $seen -PassThru
        }
        try {
            $urls = $runs | ForEach-Object {
                $run = $_
                Wait-Until { $run.Seen.Url } -Because 'the run tells its address'
                $run.Seen.Url
            }
            $urls | Select-Object -Unique | Should -HaveCount 2
            $urls | ForEach-Object { (Invoke-WebRequest $_).Content | Should -BeLike '*data-mode="live"*' }
        }
        finally {
            $runs | ForEach-Object { $_.Stop(); $_.Dispose() }
        }
        $urls | ForEach-Object { Assert-Gone $_ }
    }

    It 'takes a port, and names it when it is taken' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            $port = $listener.LocalEndpoint.Port
            $before = $simulator.Counts().batchRequests
            Assert-Problem DashboardPortTaken InvalidArgument "*port $port*" { Invoke-BatchVolumeTest @live -DashboardPort $port }
            $simulator.Counts().batchRequests | Should -Be $before
        }
        finally {
            $listener.Stop()
        }
        Invoke-BatchVolumeTest @live -DashboardPort $port -InformationVariable information -InformationAction Ignore | Select-Object -First 1 | Should -HaveCount 1
        ([uri] (Get-DashboardUrl $information)).Port | Should -Be $port
    }

    It 'listens on nothing with -WhatIf' {
        Invoke-BatchVolumeTest @live -Dashboard -WhatIf -InformationVariable information -InformationAction Ignore
        Get-DashboardUrl $information | Should -BeNullOrEmpty
    }
}

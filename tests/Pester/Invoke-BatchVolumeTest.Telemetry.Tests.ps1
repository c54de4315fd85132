# The export as it ships: the module's own assemblies in their load context, and a collector that hears them or does not.
BeforeAll {
    . "$PSScriptRoot/common.ps1"

    # A collector that takes requests one after the other, keeps each as text, and answers that all is well.
    function Start-TestCollector {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $requests = [Collections.Concurrent.ConcurrentQueue[string]]::new()
        $shell = [powershell]::Create().AddScript({
                param($listener, $requests)
                $buffer = [byte[]]::new(65536)
                while ($true) {
                    try { $client = $listener.AcceptTcpClient() } catch { return }
                    $stream = $client.GetStream()
                    $request = ''
                    do {
                        $count = $stream.Read($buffer, 0, $buffer.Length)
                        $request += [Text.Encoding]::Latin1.GetString($buffer, 0, $count)
                        $head = $request.IndexOf("`r`n`r`n")
                        $whole = $head -ge 0 -and $request -match 'Content-Length: (\d+)' -and $request.Length -ge $head + 4 + [int]$Matches[1]
                    } while ($count -gt 0 -and -not $whole)
                    $requests.Enqueue($request)
                    $stream.Write([Text.Encoding]::ASCII.GetBytes("HTTP/1.1 200 OK`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"))
                    $client.Dispose()
                }
            }).AddArgument($listener).AddArgument($requests)
        $null = $shell.BeginInvoke()
        [pscustomobject]@{ Url = "http://$($listener.LocalEndpoint)/v1/metrics"; Requests = $requests; Listener = $listener; Shell = $shell } |
            Add-Member ScriptMethod Stop { $this.Listener.Stop(); $this.Shell.Dispose() } -PassThru
    }

    $simulator = Start-TestSimulator
    $dms = New-TestConnection $simulator
    $collector = Start-TestCollector
    $load = @{ Connection = $dms; ClientCount = 1; BatchCount = 10; SummaryOnly = $true; OtlpEndpoint = $collector.Url }
}

AfterAll {
    if ($collector) { $collector.Stop() }
    if ($simulator) { $simulator.Stop() }
}

Describe 'Invoke-BatchVolumeTest -OtlpEndpoint, in the layout that ships' {
    It 'warns that OTEL_SDK_DISABLED switches the export off, and loads' {
        $env:OTEL_SDK_DISABLED = 'true'
        try {
            $run = Invoke-BatchVolumeTest @load -WarningVariable warned -WarningAction SilentlyContinue
        } finally {
            $env:OTEL_SDK_DISABLED = $null
        }

        $run.Totals.Succeeded | Should -Be 10
        @($warned -like 'OTEL_SDK_DISABLED is true*').Count | Should -Be 1
        $collector.Requests.Count | Should -Be 0
    }

    It 'has a collector receive the durations of requests and the counts of the run' {
        $run = Invoke-BatchVolumeTest @load -WarningVariable warned -WarningAction SilentlyContinue

        $warned -like '*exports of metrics*' | Should -BeNullOrEmpty
        $last = $collector.Requests.ToArray()[-1]
        $last | Should -BeLike 'POST /v1/metrics HTTP/1.1*'
        foreach ($name in 'http.client.request.duration', 'edfi.load.batches', 'edfi.load.operations', $run.RunId) {
            $last.Contains($name) | Should -BeTrue -Because "$name is part of what is exported"
        }

        $loaded = @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'OpenTelemetry*' })
        $loaded.Count | Should -BeGreaterThan 1
        foreach ($assembly in $loaded) {
            $assembly.Location | Should -BeLike (Join-Path $ModulePath 'lib' '*')
            [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name | Should -Not -Be Default
        }
    }
}

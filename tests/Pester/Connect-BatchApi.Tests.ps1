# What operators do with Connect-BatchApi. Connecting in vain, each cause with its ErrorId: tests/Hosted/Connections.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $secret = 'Hush-7f3a-Hush'
    $simulator = Start-TestSimulator @{ secret = $secret }

    # Runs a script with these environment variables, and puts back what was there.
    function Use-Environment([hashtable] $Variable, [scriptblock] $Script) {
        $before = @{}
        foreach ($name in $Variable.Keys) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
        try {
            foreach ($name in $Variable.Keys) { [Environment]::SetEnvironmentVariable($name, $Variable[$name]) }
            & $Script
        }
        finally {
            foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        }
    }
}

AfterAll {
    $simulator.Stop()
}

Describe 'A server behind a gateway' {
    BeforeAll {
        # A DMS as small as connecting needs it, which keeps the head of every request; -OAuth is what its discovery names.
        function Start-Gateway([string] $OAuth) {
            $free = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $free.Start()
            $address = "http://127.0.0.1:$($free.LocalEndpoint.Port)"
            $free.Stop()
            $listener = [Net.HttpListener]::new()
            $listener.Prefixes.Add("$address/")
            $listener.Start()
            $heads = [Collections.Concurrent.ConcurrentQueue[object]]::new()
            $discovery = @{ version = '1'; urls = @{ oauth = $OAuth ? $OAuth : "$address/token"; dataManagementApi = "$address/data"; batchApi = "$address/batch" } } | ConvertTo-Json
            $shell = [powershell]::Create().AddScript({
                param($listener, $heads, $discovery)
                while ($listener.IsListening) {
                    try { $context = $listener.GetContext() } catch { break }
                    $path = $context.Request.Url.AbsolutePath
                    $heads.Enqueue([pscustomobject]@{ Path = $path; Tenant = $context.Request.Headers['X-Tenant']; Agent = $context.Request.UserAgent })
                    $body = switch ($path) { '/' { $discovery } '/token' { '{"access_token":"t","expires_in":1800}' } default { '[]' } }
                    $bytes = [Text.Encoding]::UTF8.GetBytes($body)
                    $context.Response.ContentType = 'application/json'
                    $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                    $context.Response.Close()
                }
            }).AddArgument($listener).AddArgument($heads).AddArgument($discovery)
            $null = $shell.BeginInvoke()
            [pscustomobject]@{ BaseUrl = $address; Heads = $heads; Listener = $listener }
        }
    }

    AfterEach {
        $gateway.Listener.Stop()
    }

    It 'gets the headers of -Header with every request, and nobody else sees their values' {
        $gateway = Start-Gateway
        $tenant = 'north-4d1f-north'

        $connection = Connect-BatchApi $gateway.BaseUrl $simulator.Credential -Header @{ 'X-Tenant' = (ConvertTo-SecureString $tenant -AsPlainText -Force) } -Verbose 4>&1
        $connection = @($connection)[-1]

        $gateway.Heads.Path | Should -Be '/', '/token', '/batch'
        $gateway.Heads.Tenant | Sort-Object -Unique | Should -Be $tenant
        $gateway.Heads.Agent | Sort-Object -Unique | Should -BeLike 'EdFi.BatchPerf/*'
        $connection.HeaderNames | Should -Be 'X-Tenant'
        ($connection | Format-List * | Out-String) + ($connection | ConvertTo-Json -Depth 3 -WarningAction Ignore) + "$connection" | Should -Not -BeLike "*$tenant*"
    }

    It 'refuses a header that holds a line break, and does not show it' {
        $gateway = Start-Gateway
        Assert-Problem InvalidHeader InvalidArgument '*X-Tenant*' { Connect-BatchApi $gateway.BaseUrl $simulator.Credential -Header @{ 'X-Tenant' = "a`nsecret-line" } }
        "$($Error[0])" | Should -Not -BeLike '*secret-line*'
        $gateway.Heads.Count | Should -Be 0
    }

    It 'that names another host for tokens is told as information, before the secret goes there' {
        $gateway = Start-Gateway "$($simulator.BaseUrl)/connect/token"
        $simulator.ResetCounts()

        $connection = Connect-BatchApi $gateway.BaseUrl $simulator.Credential -InformationVariable told 6>$null

        "$told" | Should -BeLike "Key and secret go to $(([uri] $simulator.BaseUrl).Authority), not to $(([uri] $gateway.BaseUrl).Authority): *"
        $connection.OtherHosts | Should -Be ([uri] $simulator.BaseUrl).Authority
        $simulator.Counts().tokenRequests | Should -Be 1
    }

    It 'that names another host sends nothing there where the session stops at information' {
        $gateway = Start-Gateway "$($simulator.BaseUrl)/connect/token"
        $simulator.ResetCounts()

        { Connect-BatchApi $gateway.BaseUrl $simulator.Credential -InformationAction Stop } | Should -Throw

        $simulator.Counts().tokenRequests | Should -Be 0
    }
}

Describe 'Connect-BatchApi' {
    It 'returns what discovery says, and where everything is' {
        $connection = Connect-BatchApi $simulator.BaseUrl $simulator.Credential

        $connection | Should -BeOfType EdFi.BatchPerf.BatchConnection
        $connection.BaseUrl | Should -Be "$($simulator.BaseUrl)/"
        $connection.BatchUrl | Should -Be "$($simulator.BaseUrl)/batch"
        $connection.TokenUrl | Should -Be "$($simulator.BaseUrl)/connect/token"
        $connection.ResourcesUrl | Should -Be "$($simulator.BaseUrl)/data/ed-fi"
        $connection.ApplicationName | Should -Be 'Ed-Fi Alliance Data Management Service'
        $connection.Version | Should -Not -BeNullOrEmpty
        $connection.DataStandard | Should -Be '5.1.0'
        $connection.Key | Should -Be 'test-key'
        $connection.TokenRequests | Should -Be 1
        $connection.Closed | Should -BeFalse
    }

    It 'writes nothing to the server' {
        $simulator.ResetCounts()
        $null = Connect-BatchApi $simulator.BaseUrl $simulator.Credential -LearnBatchLimit
        $counts = $simulator.Counts()
        $counts.operationsTotal.committed | Should -Be 0
        $counts.documents.total | Should -Be 0
    }

    It 'does not know the batch limit unless it is asked to learn it' {
        (Connect-BatchApi $simulator.BaseUrl $simulator.Credential).BatchLimit | Should -BeNullOrEmpty
        (Connect-BatchApi $simulator.BaseUrl $simulator.Credential -LearnBatchLimit).BatchLimit | Should -Be 100
    }

    It 'tells its story as verbose messages' {
        $verbose = Connect-BatchApi $simulator.BaseUrl $simulator.Credential -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $verbose -join "`n" | Should -BeLike "*Connecting to $($simulator.BaseUrl)/ as test-key*Connected: *data standard 5.1.0*/batch*"
    }

    It 'writes no warning, no information and no error when all is well' {
        Connect-BatchApi $simulator.BaseUrl $simulator.Credential 2>&1 3>&1 6>&1 | Should -HaveCount 1
    }

    It 'takes a token endpoint that is a proxy and an API prefix' {
        $connection = Connect-BatchApi $simulator.BaseUrl $simulator.Credential -OAuthEndpoint /oauth/token -ApiPrefix /data/ed-fi
        $connection.TokenUrl | Should -Be "$($simulator.BaseUrl)/oauth/token"
        $connection.ResourcesUrl | Should -Be "$($simulator.BaseUrl)/data/ed-fi"
        Initialize-BatchFixtures -Connection $connection -WhatIf | Should -Not -BeNullOrEmpty
    }

    It 'takes absolute URLs for them too, and one for the batch endpoint' {
        $connection = Connect-BatchApi $simulator.BaseUrl $simulator.Credential -OAuthEndpoint "$($simulator.BaseUrl)/oauth/token" -ApiPrefix "$($simulator.BaseUrl)/data/ed-fi" -BatchEndpoint "$($simulator.BaseUrl)/batch"
        $connection.TokenUrl | Should -Be "$($simulator.BaseUrl)/oauth/token"
        $connection.BatchUrl | Should -Be "$($simulator.BaseUrl)/batch"
    }
}

Describe 'Settings from the environment and from a file' {
    It 'takes base URL, key and secret from PERF_* variables' {
        Use-Environment @{ PERF_API_BASEURL = $simulator.BaseUrl; PERF_API_KEY = 'test-key'; PERF_API_SECRET = $secret } {
            (Connect-BatchApi).BaseUrl | Should -Be "$($simulator.BaseUrl)/"
        }
    }

    It 'takes them from a file, and lets parameters and variables beat it' {
        $file = "$TestDrive/good.env"
        "# a comment`nPERF_API_BASEURL=http://127.0.0.1:1`nexport PERF_API_KEY='test-key'`nPERF_API_SECRET=`"$secret`" # not shown`nPERF_API_OAUTH_ENDPOINT=/oauth/token" | Set-Content $file
        $connection = Connect-BatchApi $simulator.BaseUrl -EnvironmentFile $file
        $connection.TokenUrl | Should -BeLike '*/oauth/token'
        Use-Environment @{ PERF_API_BASEURL = $simulator.BaseUrl } {
            (Connect-BatchApi -EnvironmentFile $file).BaseUrl | Should -Be "$($simulator.BaseUrl)/"
        }
    }

    It 'finds a file relative to the current location of PowerShell' {
        "PERF_API_KEY=test-key`nPERF_API_SECRET=$secret" | Set-Content "$TestDrive/here.env"
        Push-Location TestDrive:/
        try { (Connect-BatchApi $simulator.BaseUrl -EnvironmentFile here.env).Key | Should -Be test-key } finally { Pop-Location }
    }

    It 'names the line that is malformed, and not what stands in it' {
        "PERF_API_KEY=test-key`n`nthis is $secret" | Set-Content "$TestDrive/bad.env"
        $problem = Assert-Problem EnvironmentFileInvalid InvalidArgument '*bad.env*line 3*' { Connect-BatchApi $simulator.BaseUrl -EnvironmentFile "$TestDrive/bad.env" }
        "$problem $($problem.Exception)" | Should -Not -BeLike "*$secret*"
    }

    It 'says that a file is missing' {
        Assert-Problem EnvironmentFileNotReadable InvalidArgument '*none.env*' { Connect-BatchApi $simulator.BaseUrl -EnvironmentFile "$TestDrive/none.env" }
    }

    It 'says that a path is none of the file system' {
        Assert-Problem NotAFilePath InvalidArgument '*Environment*' { Connect-BatchApi $simulator.BaseUrl -EnvironmentFile env:PATH }
    }

    It 'says what is missing' {
        Use-Environment @{ PERF_API_BASEURL = $null; PERF_API_KEY = $null; PERF_API_SECRET = $null } {
            Assert-Problem BaseUrlMissing InvalidArgument '*-BaseUrl*PERF_API_BASEURL*' { Connect-BatchApi }
            Assert-Problem CredentialMissing InvalidArgument '*key*PERF_API_KEY*PERF_API_SECRET*-Credential*' { Connect-BatchApi $simulator.BaseUrl }
            Use-Environment @{ PERF_API_KEY = 'test-key' } {
                Assert-Problem CredentialMissing InvalidArgument '*secret*' { Connect-BatchApi $simulator.BaseUrl }
            }
        }
    }
}

Describe 'Connecting in vain' {
    It 'ends only its statement where the session says so, and keeps the error' {
        # In a session of its own: a try block around it, such as the test's, would catch the error all the same.
        $session = Start-Interruptible '$ErrorActionPreference = "SilentlyContinue"; $connection = Connect-BatchApi $url $credential; "went on"' @{ url = $simulator.BaseUrl; credential = New-TestCredential test-key wrong }
        try {
            $session.Wait()
            $session.Output | Should -Be 'went on'
            $session.Shell.Streams.Error | Should -BeNullOrEmpty
            $session.Get('connection') | Should -BeNullOrEmpty
            $session.Get('Error')[0].FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        }
        finally {
            $session.Dispose()
        }
    }
}

Describe 'TLS' {
    BeforeAll {
        $secure = Start-TestSimulator @{ urls = 'https://127.0.0.1:0' }
    }

    AfterAll {
        $secure.Stop()
    }

    It 'does where the environment says so, unless the parameter says otherwise' {
        Use-Environment @{ IGNORE_TLS_CERTIFICATE = 'true' } {
            (Connect-BatchApi $secure.BaseUrl $secure.Credential -WarningAction Ignore).SkipCertificateCheck | Should -BeTrue
            Assert-Problem CertificateNotTrusted ConnectionError '*' { Connect-BatchApi $secure.BaseUrl $secure.Credential -SkipCertificateCheck:$false }
        }
    }
}

Describe 'The secret' {
    It 'is in no stream of connecting, fixtures, a run and metrics' {
        $text = & {
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $connection = Connect-BatchApi $simulator.BaseUrl $simulator.Credential
            Initialize-BatchFixtures -Connection $connection
            Invoke-BatchVolumeTest -Connection $connection -BatchCount 4 -FailDeliberately -ResultPath "$TestDrive/secret.csv" -RunVariable run
            $run | Get-BatchMetrics
        } *>&1 | Format-List * -Force | Out-String -Width 4000
        $text | Should -BeLike '*Connected:*'
        $text | Should -Not -BeLike "*$secret*"
        $text | Should -Not -Match 'Bearer|Basic '
        Get-ChildItem "$TestDrive/secret*" | Get-Content -Raw | Should -Not -BeLike "*$secret*"
    }

    It 'is in no way of looking at a connection' {
        $connection = Connect-BatchApi $simulator.BaseUrl $simulator.Credential
        $looks = @(
            "$connection"
            $connection | Out-String
            $connection | Format-List * -Force | Out-String
            $connection | Format-Custom * -Depth 6 | Out-String
            $connection | ConvertTo-Json -Depth 8 -WarningAction Ignore
            $connection | ConvertTo-Csv
            $connection | Get-Member -Force | Out-String
            [Management.Automation.PSSerializer]::Serialize($connection, 6)
        ) -join "`n"
        $looks | Should -BeLike '*test-key*'
        $looks | Should -Not -BeLike "*$secret*"
    }
}

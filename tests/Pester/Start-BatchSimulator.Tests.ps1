BeforeAll {
    . "$PSScriptRoot/common.ps1"

    # True when the process is no more, or only waits for its parent to notice.
    function Test-Gone([int] $Id) {
        $process = Get-Process -Id $Id -ErrorAction Ignore
        -not $process -or $process.HasExited
    }
}

Describe 'Start-BatchSimulator' {
    BeforeAll {
        $simulator = Start-BatchSimulator -BatchLimit 30 -TransactionLatency 20ms -OperationLatency 1ms -ArgumentList '--failure-rate', '0'
    }

    AfterAll {
        $simulator | Stop-BatchSimulator
    }

    It 'returns one that runs, on loopback, with the credential that it takes' {
        $simulator | Should -BeOfType EdFi.BatchPerf.BatchSimulator
        $simulator.Running | Should -BeTrue
        $simulator.BaseUrl.Host | Should -Be 127.0.0.1
        $simulator.BaseUrl.Port | Should -BeGreaterThan 0
        Get-Process -Id $simulator.ProcessId | Should -Not -BeNullOrEmpty
        (Connect-BatchApi $simulator.BaseUrl $simulator.Credential).ApplicationName | Should -BeLike '*Data Management Service'
    }

    It 'gives it the limit and the latency that were asked for' {
        $connection = Connect-BatchApi $simulator.BaseUrl $simulator.Credential -LearnBatchLimit
        $connection.BatchLimit | Should -Be 30
        $result = New-BatchOperation -Triple students @{ studentUniqueId = 'L'; birthDate = '2010-01-13'; firstName = 'A'; lastSurname = 'B' } | Invoke-BatchRequest -Connection $connection
        $result.Success | Should -BeTrue
        $result.ServiceTimeMs | Should -BeGreaterOrEqual 23
    }

    It 'takes rules for what queries find' {
        $other = Start-BatchSimulator -QueryMapping measured, 'schoolYearTypes=hidden'
        try {
            $connection = Connect-BatchApi $other.BaseUrl $other.Credential
            { Initialize-BatchFixtures -Connection $connection } | Should -Throw '*2025*'
            { Start-BatchSimulator -QueryMapping 'students=never' } | Should -Throw '*query-mapping*'
        }
        finally {
            $other | Stop-BatchSimulator
        }
    }

    It 'outlives the Ctrl+C that a terminal sends to it as well' -Skip:$IsWindows {
        /bin/kill -INT $simulator.ProcessId
        (Connect-BatchApi $simulator.BaseUrl $simulator.Credential).ApplicationName | Should -BeLike '*Data Management Service'
        $simulator.Running | Should -BeTrue
    }

    It 'shows no secret' {
        $secret = $simulator.Credential.GetNetworkCredential().Password
        ($simulator | Format-List * | Out-String) + ($simulator | ConvertTo-Json -WarningAction Ignore) + "$simulator" | Should -Not -BeLike "*$secret*"
    }

    It 'takes more options of the program without the name of the parameter' {
        $other = Start-BatchSimulator -- --path-base /dms --no-batch 501
        try {
            $other.BaseUrl.AbsolutePath | Should -Be /dms
            Assert-Problem BatchNotSupported ProtocolError '*' { Connect-BatchApi $other.BaseUrl $other.Credential }
        }
        finally {
            $other | Stop-BatchSimulator
        }
    }

    It 'answers as newer servers do with -Dialect Newer' {
        $other = Start-BatchSimulator -Dialect newer -ArgumentList '--route', 'tenant=t1', '--breaker-open'
        try {
            Assert-Problem EndpointPlaceholder ProtocolError '*{tenant}*/tenant1*' { Connect-BatchApi $other.BaseUrl $other.Credential }
            Assert-Problem ServerBusy ProtocolError '*/t1/batch answered 503*Retry-After: 30 s*' { Connect-BatchApi "$($other.BaseUrl)t1" $other.Credential }
        }
        finally {
            $other | Stop-BatchSimulator
        }
    }

    It 'knows a key and a secret that were given among them' {
        $other = Start-BatchSimulator -ArgumentList '--key', 'mine', '--secret=ours'
        try {
            $other.Credential.UserName | Should -Be mine
            (Connect-BatchApi $other.BaseUrl $other.Credential).Key | Should -Be mine
        }
        finally {
            $other | Stop-BatchSimulator
        }
    }

    It 'takes the program, or its folder, from -Path' {
        foreach ($path in "$ModulePath/simulator", "$ModulePath/simulator/edfi-dms-simulator.dll") {
            $other = Start-BatchSimulator -Path $path
            $other.Running | Should -BeTrue
            $other | Stop-BatchSimulator
        }
    }

    It 'passes on what the program says about an option that it does not know' {
        Assert-Problem SimulatorFailed InvalidArgument "*'--bogus' is not an option*-ArgumentList*" { Start-BatchSimulator -ArgumentList '--bogus', '1' }
    }

    It 'says that the port is taken' {
        Assert-Problem SimulatorFailed InvalidArgument '*address already in use*port*' { Start-BatchSimulator -Port $simulator.BaseUrl.Port }
    }

    It 'says that there is no program' {
        Assert-Problem SimulatorNotFound ObjectNotFound "*$TestDrive*" { Start-BatchSimulator -Path "$TestDrive" }
        Assert-Problem SimulatorNotFound ObjectNotFound '*none*' { Start-BatchSimulator -Path "$TestDrive/none" }
    }

    It 'says that the program cannot be run, or is another one' {
        'nonsense' | Set-Content "$TestDrive/plain.txt"
        Assert-Problem SimulatorFailed InvalidArgument '*plain.txt*' { Start-BatchSimulator -Path "$TestDrive/plain.txt" }
    }

    It 'cannot be bound: <Script>' -ForEach @(
        @{ Script = { Start-BatchSimulator -Port 65536 } }
        @{ Script = { Start-BatchSimulator -BatchLimit 0 } }
        @{ Script = { Start-BatchSimulator -Dialect Older } }
        @{ Script = { Start-BatchSimulator -TransactionLatency fast } }
        @{ Script = { Start-BatchSimulator -OperationLatency 5 } }
    ) {
        $Script | Should -Throw -ExceptionType ([Management.Automation.ParameterBindingException])
    }
}

Describe 'The end of a simulator' {
    It 'comes with Stop-BatchSimulator, which does not mind to be called twice' {
        $simulator = Start-BatchSimulator
        $verbose = Stop-BatchSimulator $simulator -Verbose 4>&1
        "$verbose" | Should -BeLike "*$($simulator.ProcessId) stopped*"
        $simulator.Running | Should -BeFalse
        Test-Gone $simulator.ProcessId | Should -BeTrue
        { $simulator | Stop-BatchSimulator } | Should -Not -Throw
    }

    It 'comes with the end of the PowerShell that started it, however that ends' {
        $script = "Import-Module '$ModulePath'; `$s = Start-BatchSimulator; [Console]::Out.WriteLine(`$s.ProcessId); Start-Sleep 600"
        $parent = Start-TestPowerShell $script
        try {
            $id = [int] $parent.StandardOutput.ReadLine()
            Test-Gone $id | Should -BeFalse
            $parent.Kill()
            $parent.WaitForExit()
            Wait-Until { Test-Gone $id } -Because 'the simulator must end with its parent'
        }
        finally {
            if (-not $parent.HasExited) { $parent.Kill($true) }
        }
    }
}

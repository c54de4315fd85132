# What PowerShell shows of secrets: on every stream, in error records, to other programs.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $simulator = Start-TestSimulator @{ secret = 'S3cret+c/a=n&ary' }
    $password = 'pa55w0rd-canary'
    $encoded = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('test-key:S3cret+c/a=n&ary'))
    $canaries = 'S3cret+c/a=n&ary', [uri]::EscapeDataString('S3cret+c/a=n&ary'), $encoded, $password, 'simulated.'

    function Assert-NoCanary([string] $Text) {
        foreach ($canary in $canaries) { $Text.Contains($canary) | Should -BeFalse -Because "'$canary' must not be in: $Text" }
    }

    # All that a command writes to any stream, and all properties of its errors, but for the line that was typed.
    function Read-All([scriptblock] $Script) {
        $output = try { & $Script *>&1 } catch { $_ }
        foreach ($item in $output) {
            if ($item -is [Management.Automation.ErrorRecord]) {
                "$item $($item.Exception) $($item.ErrorDetails) $($item.TargetObject) $($item.FullyQualifiedErrorId) $($item.CategoryInfo)"
            }
            elseif ($item -is [Management.Automation.InformationalRecord] -or $item -is [Management.Automation.InformationRecord]) {
                "$item" # its InvocationInfo has what was typed
            }
            else {
                "$item $($item | Format-List * -Force | Out-String) $($item | ConvertTo-Json -Depth 3 -WarningAction Ignore)"
            }
        }
    }
}

AfterAll {
    $simulator.Stop()
}

Describe 'A password in an address' {
    It 'is refused and shown on no stream, as <parameter>' -ForEach @(
        @{ parameter = 'BaseUrl' }
        @{ parameter = 'OAuthEndpoint' }
        @{ parameter = 'ApiPrefix' }
        @{ parameter = 'BatchEndpoint' }
    ) {
        $parameters = @{ BaseUrl = $simulator.BaseUrl; Credential = $simulator.Credential }
        $parameters[$parameter] = "https://me:$password@dms.example.org"
        $said = Read-All { Connect-BatchApi @parameters -Verbose -Debug } | Out-String
        $said | Should -Match 'InvalidBaseUrl|InvalidEndpoint'
        $said | Should -BeLike '*`*`*`*@dms.example.org*'
        Assert-NoCanary $said
    }

    It 'is refused and shown on no stream, as a variable or in a file' {
        "PERF_API_BASEURL=https://me:$password@dms.example.org" | Set-Content "$TestDrive/.env"
        Assert-NoCanary (Read-All { Connect-BatchApi -Credential $simulator.Credential -EnvironmentFile "$TestDrive/.env" -Verbose -Debug } | Out-String)
    }
}

Describe 'Secret and token' {
    It 'are on no stream, in no object and in no file of a run' {
        $simulator.Set(@{ failureRate = 0.5; unauthorizedRate = 0.2 })
        $null = New-Item -ItemType Directory "$TestDrive/run"
        $said = Read-All {
            $dms = New-TestConnection $simulator
            $dms
            Initialize-BatchFixtures -Connection $dms
            Invoke-BatchVolumeTest -Connection $dms -Scenario Students -ClientCount 1 -BatchCount 5 -ResultPath "$TestDrive/run/results.csv" -RunVariable run -Verbose -Debug -WarningAction Continue -Confirm:$false # -Debug alone asks at every warning
            $run
            $run | Export-BatchReport -Path "$TestDrive/run/report" -Force
        } | Out-String
        $simulator.Set(@{ failureRate = 0; unauthorizedRate = 0 })
        $said | Should -BeLike '*BatchRun*' -Because 'the run must have been made'
        Assert-NoCanary $said
        Get-ChildItem $TestDrive -Recurse -File -Exclude .env | ForEach-Object { Assert-NoCanary (Get-Content -LiteralPath $_ -Raw) }
        Get-ChildItem "$TestDrive/run" -Recurse -File | Should -Not -BeNullOrEmpty
    }

    It 'are in no error of a login that is refused' {
        $said = Read-All { Connect-BatchApi $simulator.BaseUrl (New-TestCredential 'test-key' $password) -Verbose -Debug } | Out-String
        $said | Should -BeLike '*AuthenticationFailed*'
        Assert-NoCanary $said
    }
}

Describe 'Another program' {
    It 'sees neither key nor secret among the arguments of Start-BatchSimulator, and has no secret from this session' -Skip:(-not (Test-Path /proc/self/environ)) {
        $env:PERF_API_SECRET = $password
        try {
            $other = Start-BatchSimulator -ArgumentList '--secret', 'pa55w0rd-canary-2', '--key=mine'
            try {
                $arguments = Get-Content -LiteralPath "/proc/$($other.ProcessId)/cmdline" -Raw
                $arguments | Should -Not -BeLike "*$password*"
                $arguments | Should -Not -BeLike '*--key*'
                Get-Content -LiteralPath "/proc/$($other.ProcessId)/environ" -Raw | Should -Not -BeLike '*PERF_API_SECRET*'
                (Connect-BatchApi $other.BaseUrl $other.Credential).Key | Should -Be mine
            }
            finally {
                $other | Stop-BatchSimulator
            }
        }
        finally {
            $env:PERF_API_SECRET = $null
        }
    }

    It 'that -MetricsCommand starts inherits no secret, and the session has it again after the run' -Skip:(-not (Get-Command env -CommandType Application -ErrorAction Ignore)) {
        $env:PERF_API_SECRET = $password
        $env:PERF_API_KEY = 'test-key'
        try {
            $dms = New-TestConnection $simulator
            $null = Invoke-BatchVolumeTest -Connection $dms -Scenario Students -ClientCount 1 -BatchCount 3 -SummaryOnly -RunVariable run -Confirm:$false -MetricsCommand {
                [pscustomobject]@{ Leaks = @(env | Where-Object { $_ -match '^PERF_API_(KEY|SECRET)=' }).Count; Others = @(env).Count }
            }
            ($run.ServerCosts | Where-Object Name -EQ Leaks).Max | Should -Be 0
            ($run.ServerCosts | Where-Object Name -EQ Others).Max | Should -BeGreaterThan 1
            $env:PERF_API_SECRET | Should -Be $password
        }
        finally {
            $env:PERF_API_SECRET = $null
            $env:PERF_API_KEY = $null
        }
    }
}

<#
.SYNOPSIS
A release gate as a test of Pester: a load, the limits that it must keep, and a comparison with an earlier release.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.

Makes -Repeat runs of one plan. Each limit must be kept by each of them. Where -Baseline names the stored runs of an earlier release, made
by the same plan, the release must not be proven slower, and must not fail more often; it takes six runs on each side to prove anything.
-KeepPath stores the runs, as the baseline of the next release.

Needs Pester 5.5 or later. The file is given to Pester in a container, with its parameters as data.
.EXAMPLE
Invoke-Pester -Container (New-PesterContainer ./examples/release.Tests.ps1 -Data @{ BaseUrl = 'https://dms-test.example.org'; KeepPath = './runs' })
.EXAMPLE
Invoke-Pester -Container (New-PesterContainer ./examples/release.Tests.ps1 -Data @{ BaseUrl = 'https://dms-test.example.org'; Baseline = './runs/*.run.json' })
#>
#Requires -Version 7.4
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    # Take them from what the server is meant to do, or from a good release with a margin; these are only a start.
    [string[]] $Limit = @('p95 < 250ms', 'failureRate < 0.1%', 'committedOperationsPerSecond >= 100'),
    # Stored runs of an earlier release; none when empty.
    [string[]] $Baseline = @(),
    # The smallest difference to the baseline that matters.
    [double] $MinimumEffect = 0.05,
    # A folder for the runs' files; none when empty.
    [string] $KeepPath = '',
    [ValidateRange(1, 100)] [int] $Repeat = 6,
    [int] $ClientCount = 20,
    [int] $BatchTripleCount = 10,
    [timespan] $Duration = '00:01:00',
    [timespan] $WarmUp = '00:00:10',
    # Verdicts under which the figures are believed.
    [string[]] $AcceptVerdict = @('Valid'),
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

Describe 'The release' {
    BeforeAll {
        Import-Module $ModulePath
        $key = $Credential ? @{ Credential = $Credential } : @{}
        $dms = Connect-BatchApi -BaseUrl $BaseUrl @key
        $load = @{ ClientCount = $ClientCount; BatchTripleCount = $BatchTripleCount; Duration = $Duration; WarmUp = $WarmUp; Repeat = $Repeat; Seed = 1 }
        if ($KeepPath) {
            $null = New-Item -ItemType Directory $KeepPath -Force
            $load.ResultPath = "$KeepPath/release.csv"
            $load.Force = $true
        }

        # A run that fails more than half of its batches ends early, and the limits below say so.
        $runs = @(Invoke-BatchVolumeTest -Connection $dms -SummaryOnly @load)
    }

    AfterAll {
        if ($dms) { Disconnect-BatchApi -Connection $dms }
    }

    It 'was measured, and not the load generator' {
        $runs.Count | Should -Be $Repeat
        foreach ($run in $runs) { "$($run.Verdict.Verdict)" | Should -BeIn $AcceptVerdict -Because ($run.Verdict.Reasons -join ' ') }
    }

    It 'keeps <_>' -ForEach $Limit {
        # A limit that the figures do not prove to be kept, such as a p95 that batches were cut off at, is not kept.
        foreach ($run in $runs) { $run | Test-BatchThreshold $_ -Quiet | Should -BeTrue -Because "$($run | Test-BatchThreshold $_)" }
    }

    It 'is not slower than the baseline, and fails no more often' -Skip:(-not $Baseline) {
        $worse = Compare-BatchMetrics $Baseline $runs -MinimumEffect $MinimumEffect -WarningAction Ignore | Where-Object Verdict -In Slower, Worse
        $worse | Should -BeNullOrEmpty -Because ($worse.Message -join ' ')
    }
}

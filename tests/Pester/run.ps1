<#
.SYNOPSIS
Runs the Pester tests on a laid out module, in a PowerShell of its own; build.cs calls it.
.NOTES
Exit codes: 0 all passed, 1 some failed, 3 no Pester could be had. The counts go to -ResultPath.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $ResultPath,
    # Where Pester is saved when no module of that name is new enough.
    [Parameter(Mandatory)] [string] $ToolPath,
    # Begins the names of the test files to run; all when empty.
    [string] $Name = ''
)

$ErrorActionPreference = 'Stop'

function Import-Pester {
    $wanted = @{ Name = 'Pester'; MinimumVersion = '5.5.0'; MaximumVersion = '5.99.0' }
    $env:PSModulePath = $ToolPath, $env:PSModulePath -join [IO.Path]::PathSeparator
    try { return Import-Module @wanted -PassThru } catch { Write-Verbose "No Pester among the modules: $_" }
    try {
        $null = New-Item -ItemType Directory -Path $ToolPath -Force
        if (Get-Command Save-PSResource -ErrorAction Ignore) {
            Save-PSResource -Name Pester -Version '[5.5.0,6.0.0)' -Repository PSGallery -Path $ToolPath -TrustRepository
        }
        else {
            Save-Module @wanted -Repository PSGallery -Path $ToolPath -Force
        }

        return Import-Module @wanted -PassThru
    }
    catch {
        Write-Host "Pester could not be saved: $_"
        exit 3
    }
}

$pester = Import-Pester
Write-Host "Pester $($pester.Version), module $ModulePath"
$env:EDFI_BATCHPERF_MODULE = $ModulePath
$configuration = New-PesterConfiguration
$configuration.Run.Path = @($Name -split ',' | ForEach-Object { Join-Path $PSScriptRoot "$_*.Tests.ps1" })
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.CIFormat = 'None'
if ([Console]::IsOutputRedirected) { $configuration.Output.RenderMode = 'Plaintext' }
$run = Invoke-Pester -Configuration $configuration

# A file or block that breaks outside of a test fails the suite too, although no test of it is counted.
$failed = $run.FailedCount + $run.FailedContainersCount + $run.FailedBlocksCount
@{ passed = $run.PassedCount; failed = $failed; skipped = $run.SkippedCount + $run.NotRunCount + $run.InconclusiveCount } | ConvertTo-Json | Set-Content -LiteralPath $ResultPath
exit [int]($failed -gt 0)

<#
.SYNOPSIS
Runs the Pester tests on a laid out module, in a PowerShell of its own; build.cs calls it.
.NOTES
Exit codes: 0 all passed, 1 some failed. The counts go to -ResultPath, with the skipped tests by name. A test or block that may be
skipped says why in a tag that begins with "Needs ".
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $ResultPath,
    # The manifest of the Pester to use; no other one is looked for.
    [Parameter(Mandatory)] [string] $PesterPath,
    # The test files to run, without .Tests.ps1 and with commas between them.
    [Parameter(Mandatory)] [string] $Name
)

$ErrorActionPreference = 'Stop'

function Get-SkipReason($Test) {
    # Set-ItResult leaves an error that says why; -Skip leaves nothing.
    $said = @($Test.ErrorRecord)[0]
    if ($said) { return "$said" -replace '^is skipped(, because )?' }
    $tags = for ($part = $Test; $part; $part = $part.PSObject.Properties['Block'] ? $part.Block : $part.Parent) { $part.Tag }
    @($tags -like 'Needs *')[0] ?? 'No reason is given.'
}

Import-Module $PesterPath
Write-Host "Pester $((Get-Module Pester).Version), module $ModulePath"
$env:EDFI_BATCHPERF_MODULE = $ModulePath
$configuration = New-PesterConfiguration
$configuration.Run.Path = @($Name -split ',' | ForEach-Object { Join-Path $PSScriptRoot "$_.Tests.ps1" })
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.CIFormat = 'None'
if ([Console]::IsOutputRedirected) { $configuration.Output.RenderMode = 'Plaintext' }
$run = Invoke-Pester -Configuration $configuration

# A file or block that breaks outside of a test fails the suite too, although no test of it is counted.
$failed = $run.FailedCount + $run.FailedContainersCount + $run.FailedBlocksCount
$skipped = @($run.Tests | Where-Object Result -In 'Skipped', 'NotRun', 'Inconclusive')
@{
    passed       = $run.PassedCount
    failed       = $failed
    skipped      = $skipped.Count
    skippedTests = @($skipped | ForEach-Object { @{ name = "$($_.ExpandedPath)"; reason = Get-SkipReason $_ } })
} | ConvertTo-Json -Depth 4 | Set-Content -LiteralPath $ResultPath
exit [int]($failed -gt 0)

<#
.SYNOPSIS
A gate on atomicity: makes batches fail, alone and under load, looks at what they left, and ends with an exit code.
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
Returns a verdict for each case. Exit codes: 0 no failed batch left anything behind, 1 one did, 2 nothing can be said: the test could not
be made, documents could not be read back, or a poison was taken.
.EXAMPLE
./examples/atomicity-gate.ps1 -BaseUrl https://dms-test.example.org -ClientCount 10
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    [string[]] $Scenario = @('Student', 'Section', 'StudentSchoolAssociation'),
    # Poisons. Leave out ForbiddenResource where the key may write school years.
    [string[]] $Poison = @('UnresolvedReference', 'UnknownDescriptor', 'StaleETag', 'MissingNaturalKey', 'ForbiddenResource', 'OverLimit'),
    [int] $ClientCount = 4,
    [int] $BatchTripleCount = 4,
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
trap { Write-Host "Nothing can be said: $_"; exit 2 }

Import-Module $ModulePath
$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
$verdicts = Test-BatchAtomicity -Connection $dms -Scenario $Scenario -Poison $Poison -ClientCount $ClientCount -BatchTripleCount $BatchTripleCount
Disconnect-BatchApi -Connection $dms

$verdicts
foreach ($verdict in $verdicts | Where-Object Verdict -EQ 'Survived') {
    Write-Host "$verdict"
    Write-Host "  The server's log knows it as $($verdict.CorrelationId)."
}

exit ($verdicts.Verdict -contains 'Survived' ? 1 : @($verdicts.Verdict -ne 'Atomic').Count -gt 0 ? 2 : 0)

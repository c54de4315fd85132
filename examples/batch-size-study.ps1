<#
.SYNOPSIS
How large should a batch be, what does one cost, and how many operations does the server take at most?
.DESCRIPTION
Key and secret are taken from PERF_API_KEY and PERF_API_SECRET unless -Credential is given.
Measures every batch size several times, in an order shuffled anew for each repeat, and returns a row for each. The recommendation
and what weakens it are shown, the whole study goes to sizes.json with -Path. Repeat it with other numbers of clients: with the number
of clients held, larger batches put more work in flight.
.EXAMPLE
./examples/batch-size-study.ps1 -BaseUrl https://dms.example.org | Export-Csv sizes.csv
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $BaseUrl,
    [pscredential] $Credential,
    # Triples in a batch; 3 operations each.
    [int[]] $TripleCount = @(1, 2, 5, 10, 20, 33),
    [string] $Scenario = 'Student',
    [int] $ClientCount = 20,
    [timespan] $Duration = '00:00:20',
    [timespan] $WarmUp = '00:00:05',
    [int] $Repeat = 5,
    # A folder for sizes.json and runs.csv.
    [string] $Path,
    # The module's folder, or its name once it is installed.
    [string] $ModulePath = 'EdFi.BatchPerf'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$key = $Credential ? @{ Credential = $Credential } : @{}
$dms = Connect-BatchApi -BaseUrl $BaseUrl @key
$fixtures = Initialize-BatchFixtures -Connection $dms

# -FindLimit tries how many operations the server takes, with batches that cannot write; sizes above are not sent.
$study = Measure-BatchSize -Connection $dms -Fixture $fixtures -Scenario $Scenario -BatchTripleCount $TripleCount -ClientCount $ClientCount `
    -Duration $Duration -WarmUp $WarmUp -Repeat $Repeat -FindLimit -SummaryOnly
Disconnect-BatchApi -Connection $dms

if ($Path) {
    $null = New-Item -ItemType Directory -Force $Path
    $study | ConvertTo-Json -Depth 4 | Set-Content (Join-Path $Path sizes.json)
    $study.Runs | Export-Csv (Join-Path $Path runs.csv)
}

Write-Information $study.Recommendation -InformationAction Continue
$study.Points

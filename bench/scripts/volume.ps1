# Runs a load test as an operator would, in a session of its own, with the summary as its only result.
param([string] $Module, [string] $ScenarioPath, [string] $BaseUrl, [string] $BatchUrl, [string] $Duration, [long] $BatchCount, [int] $Triples = 10, [int] $Clients = 10)
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue' # short runs are doubted, and rightly
Import-Module $Module
$secret = ConvertTo-SecureString $env:PERF_API_SECRET -AsPlainText -Force
$credential = [pscredential]::new($env:PERF_API_KEY, $secret)
# Not by way of the sink: it says of every document that it is there.
$null = Connect-BatchApi -BaseUrl $BaseUrl -Credential $credential | Initialize-BatchFixtures
$dms = Connect-BatchApi -BaseUrl $BaseUrl -BatchEndpoint $BatchUrl -Credential $credential
$end = if ($BatchCount) { @{ BatchCount = $BatchCount } } else { @{ Duration = $Duration } }
Invoke-BatchVolumeTest -Connection $dms -Scenario ReferenceStudent -ScenarioPath $ScenarioPath -ClientCount $Clients -SpawnRate 1000 -BatchTripleCount $Triples @end -SummaryOnly

# How long it takes from the command to its first batch, in ms, with connection and fixtures ready: the session's first run, and its second.
param([string] $Module, [string] $ScenarioPath, [string] $BaseUrl, [string] $BatchUrl)
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue' # short runs are doubted, and rightly
Import-Module $Module
$secret = ConvertTo-SecureString $env:PERF_API_SECRET -AsPlainText -Force
$credential = [pscredential]::new($env:PERF_API_KEY, $secret)
# Not by way of the sink: it says of every document that it is there.
$fixtures = Connect-BatchApi -BaseUrl $BaseUrl -Credential $credential | Initialize-BatchFixtures
$dms = Connect-BatchApi -BaseUrl $BaseUrl -BatchEndpoint $BatchUrl -Credential $credential
$sink = $BatchUrl -replace '/batch$'
$http = [System.Net.Http.HttpClient]::new()
foreach ($i in 1..2) {
    $null = $http.GetStringAsync("$sink/reset").Result
    $begun = [datetime]::UtcNow
    $null = Invoke-BatchVolumeTest -Connection $dms -Fixture $fixtures -Scenario StudentBatchVolumeTest -BatchCount 20 -SummaryOnly
    $first = [datetime]::UnixEpoch.AddTicks(10 * [long]$http.GetStringAsync("$sink/counts").Result.Split(' ')[1])
    ($first - $begun).TotalMilliseconds.ToString('F2', [cultureinfo]::InvariantCulture)
}

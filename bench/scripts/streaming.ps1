# How fast results go through the pipeline: out of a run into Out-Null, into Get-BatchMetrics, and out of a file.
param([string] $Module, [string] $ScenarioPath, [string] $BaseUrl, [string] $BatchUrl, [long] $Count, [string] $File)
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue' # short runs are doubted, and rightly
Import-Module $Module
$assemblies = @('Model', 'Engine' | ForEach-Object { Join-Path (Split-Path $Module) "EdFi.BatchPerf.$_.dll" })
Add-Type -IgnoreWarnings -ReferencedAssemblies ($assemblies + 'System.Management.Automation' + 'System.Collections') -PassThru -TypeDefinition @'
using System.Diagnostics;
using System.Management.Automation;

// Holds the pipeline at the first result until the run has ended, so that what follows is the pipeline's own speed.
[Cmdlet("Wait", "Backlog")]
public sealed class WaitBacklogCommand : PSCmdlet
{
    private long _released;
    private long _count;

    [Parameter(ValueFromPipeline = true)]
    public EdFi.BatchPerf.BatchResult Result { get; set; }

    [Parameter]
    public System.Collections.Generic.List<double> PerSecond { get; set; }

    protected override void ProcessRecord()
    {
        if (_count++ == 0)
        {
            while (Result.GetRun().EndedAt == null) { System.Threading.Tasks.Task.Delay(50).Wait(); }
            _released = Stopwatch.GetTimestamp();
        }

        WriteObject(Result);
    }

    protected override void EndProcessing() => PerSecond.Add(_count / Stopwatch.GetElapsedTime(_released).TotalSeconds);
}
'@ | Where-Object Name -EQ WaitBacklogCommand | ForEach-Object { Import-Module -Assembly $_.Assembly }

$secret = ConvertTo-SecureString $env:PERF_API_SECRET -AsPlainText -Force
$credential = [pscredential]::new($env:PERF_API_KEY, $secret)
# Not by way of the sink: it says of every document that it is there.
$fixtures = Connect-BatchApi -BaseUrl $BaseUrl -Credential $credential | Initialize-BatchFixtures
$dms = Connect-BatchApi -BaseUrl $BaseUrl -BatchEndpoint $BatchUrl -Credential $credential
$load = @{ Connection = $dms; Fixture = $fixtures; ClientCount = 10; SpawnRate = 1000; BatchTripleCount = 1; BatchCount = $Count; Scenario = 'ReferenceStudent'; ScenarioPath = $ScenarioPath }

function Measure-PerSecond([scriptblock] $Do) {
    $rates = foreach ($i in 1..5) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        & $Do
        $Count / $watch.Elapsed.TotalSeconds
    }
    ($rates | Sort-Object)[2]
}

$streamed = [System.Collections.Generic.List[double]]::new()
foreach ($i in 1..3) { Invoke-BatchVolumeTest @load | Wait-Backlog -PerSecond $streamed | Out-Null }
$results = Invoke-BatchVolumeTest @load -ResultPath $File -Force
@{
    Streamed      = ($streamed | Sort-Object)[1]
    Metrics       = Measure-PerSecond { $null = $results | Get-BatchMetrics }
    MetricsOfFile = Measure-PerSecond { $null = Get-BatchMetrics -Path $File }
} | ConvertTo-Json -Compress

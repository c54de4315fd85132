using System.Management.Automation;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Invoke-BatchRequest: one batch by hand, every operation's outcome.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "BatchRequest", SupportsShouldProcess = true, DefaultParameterSetName = ByOperation)]
[OutputType(typeof(BatchResult))]
public sealed class InvokeBatchRequestCommand : ConnectedCmdlet
{
    private const string ByOperation = "Operation";
    private const string ByJson = "Json";
    private readonly List<string> _operations = [];

    /// <summary>Operations in order: from New-BatchOperation, hashtables, objects, or JSON texts of one or several operations.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByOperation)]
    [ValidateNotNull]
    public object[] Operation { get; set; } = [];

    /// <summary>The whole request body, sent as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByJson)]
    [ValidateNotNullOrEmpty]
    public string? Json { get; set; }

    /// <summary>Time for the answer.</summary>
    [Parameter]
    [DurationTransformation]
    [PositiveDuration]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in Operation)
        {
            _operations.AddRange(Check(() => OperationText.Of(item)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        RequireOpen();
        if (Json is null && _operations.Count == 0)
        {
            WriteVerbose("No operation came down the pipeline: nothing is sent.");
            return;
        }

        var body = Json ?? $"[{string.Join(',', _operations)}]";
        var what = Json is null ? $"Send a batch of {_operations.Count} operations" : "Send a batch";
        if (!ShouldProcess(Connection.BatchUrl.ToString(), what))
        {
            return;
        }

        var result = Await(token => SingleBatch.SendAsync(Api, body, RequestTimeout, token));
        WriteDebug(ExchangeText.Of(result, Connection.BatchUrl));
        WriteVerbose($"{result.StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "No answer"} in "
            + $"{result.ServiceTimeMs:0.0} ms.");
        WriteObject(result);
    }
}

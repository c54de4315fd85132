using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Start-BatchSimulator: a DMS stand-in on loopback, in a process of its own.</summary>
[Cmdlet(VerbsLifecycle.Start, "BatchSimulator")]
[OutputType(typeof(BatchSimulator))]
public sealed class StartBatchSimulatorCommand : BatchCmdlet
{
    private const string Ready = "listening on ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The program, or the folder that it lies in; beside the module or on PATH when not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Port on 127.0.0.1; 0 for any that is free.</summary>
    [Parameter]
    [ValidateRange(0, 65_535)]
    [WholeNumberTransformation]
    public int Port { get; set; }

    /// <summary>Time that a batch's transaction takes.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan TransactionLatency { get; set; }

    /// <summary>Time that each operation takes.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan OperationLatency { get; set; }

    /// <summary>The most operations in a batch.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    [WholeNumberTransformation]
    public int BatchLimit { get; set; } = 100;

    /// <summary>
    /// Queries that are misread: <c>measured</c> for those that a real server misreads, or rules such as <c>*.schoolYear=nothing</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] QueryMapping { get; set; } = [];

    /// <summary>Dialect of its answers around /batch: Current as of 2025, Newer as of August 2026.</summary>
    [Parameter]
    [ValidateSet("Current", "Newer", IgnoreCase = true)]
    public string Dialect { get; set; } = "Current";

    /// <summary>More options of the program, for example '--failure-rate', '0.1'; it prints them all with --help.</summary>
    [Parameter(ValueFromRemainingArguments = true)]
    public string[] ArgumentList { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var key = Given("--key") ?? "simulator-key";
        var secret = Given("--secret") ?? Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(12));
        var start = Check(() => SimulatorLocator.Find(Path is null ? null : FilePath(Path)));
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        SecretVariables.RemoveFrom(start.Environment);
        start.Environment[SecretVariables.SimulatorKey] = key; // other users of the machine can see arguments
        start.Environment[SecretVariables.SimulatorSecret] = secret;
        foreach (var argument in Arguments())
        {
            start.ArgumentList.Add(argument);
        }

        var process = Check(() => Launch(start));
        try
        {
            var url = Await(token => ReadAddressAsync(process, token));
            WriteVerbose($"Simulator {process.Id} listens on {url}.");
            WriteObject(new BatchSimulator(process, url, key, secret));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>The value of an option in <see cref="ArgumentList"/>: of the last one, as the program reads them.</summary>
    private string? Given(string option)
    {
        for (var i = ArgumentList.Length - 1; i >= 0; i--)
        {
            if (ArgumentList[i] == option && i + 1 < ArgumentList.Length)
            {
                return ArgumentList[i + 1];
            }

            if (ArgumentList[i].StartsWith(option + "=", StringComparison.Ordinal))
            {
                return ArgumentList[i][(option.Length + 1)..];
            }
        }

        return null;
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw Failed($"{start.FileName} cannot be run ({exception.Message}).");
        }
    }

    private IEnumerable<string> Arguments() =>
    [
        "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"),
        "--latency-transaction-ms", TransactionLatency.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        "--latency-operation-ms", OperationLatency.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        "--batch-limit", BatchLimit.ToString(CultureInfo.InvariantCulture),
        "--dialect", Dialect.ToLowerInvariant(),
        "--exit-with-stdin",
        .. QueryMapping.Length > 0 ? ["--query-mapping", string.Join(';', QueryMapping)] : Array.Empty<string>(),
        .. WithoutCredentials(),
    ];

    private IEnumerable<string> WithoutCredentials()
    {
        for (var i = 0; i < ArgumentList.Length; i++)
        {
            if (ArgumentList[i] is "--key" or "--secret")
            {
                i++;
            }
            else if (ArgumentList[i].Split('=')[0] is not ("--key" or "--secret"))
            {
                yield return ArgumentList[i];
            }
        }
    }

    private static async Task<Uri> ReadAddressAsync(Process process, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.IndexOf(Ready, StringComparison.Ordinal) is >= 0 and var at)
                {
                    Discard(process.StandardOutput);
                    Discard(process.StandardError);
                    return new Uri(line[(at + Ready.Length)..].Trim().Split(' ', ';')[0]);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"It did not say within {Patience.TotalSeconds:0} s where it listens.");
        }

        throw Failed((await process.StandardError.ReadToEndAsync(cancellationToken)).Trim());
    }

    /// <summary>Reads on, so that the simulator never waits for room in a full pipe.</summary>
    private static void Discard(StreamReader output) => _ = output.BaseStream.CopyToAsync(Stream.Null);

    private static BatchPerfException Failed(string why) =>
        new(
            "SimulatorFailed",
            ProblemKind.InvalidInput,
            $"The simulator did not start: {why}",
            "Check the options in -ArgumentList, and that the port is free.");
}

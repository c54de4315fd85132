using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Stop-BatchSimulator: ends a simulator's process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "BatchSimulator")]
[OutputType(typeof(void))]
public sealed class StopBatchSimulatorCommand : BatchCmdlet
{
    /// <summary>The simulator, from Start-BatchSimulator.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public BatchSimulator InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject.Running)
        {
            InputObject.Process.Kill(entireProcessTree: true);
            Await(async token =>
            {
                await InputObject.Process.WaitForExitAsync(token);
                return true;
            });
        }

        WriteVerbose($"Simulator {InputObject.ProcessId} stopped.");
    }
}

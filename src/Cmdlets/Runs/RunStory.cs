using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Runs;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Tells on Verbose how a run goes from phase to phase, and on Debug what its failed batches were answered.</summary>
internal sealed class RunStory(BatchCmdlet cmdlet, BatchConnection connection)
{
    private const int MostExchanges = 1000;
    private RunPhase _phase = RunPhase.Ramp;
    private int _exchanges;

    public void Step(BatchRun run)
    {
        foreach (var phase in PhaseWalk.Since(_phase, run))
        {
            _phase = phase;
            var state = phase == PhaseWalk.Of(run) ? $" with {run.Clients} clients, {run.InFlight} batches in flight" : ", over by now";
            cmdlet.WriteVerbose($"Phase {phase}{state}.");
        }
    }

    public void Failed(BatchResult result)
    {
        if (result.Success || _exchanges++ >= MostExchanges)
        {
            return;
        }

        cmdlet.WriteDebug(
            ExchangeText.Of(
                result,
                result.TestType == TestType.Volume ? new Uri(connection.ResourcesUrl, result.Name) : connection.BatchUrl));
        if (_exchanges == MostExchanges)
        {
            cmdlet.WriteDebug($"{MostExchanges} failed exchanges were shown; the results tell of the others.");
        }
    }

    /// <summary>A batch and its operations, for people to read.</summary>
    public void ShowOperations(BatchResult result)
    {
        foreach (var line in OutcomeLines.Of(result))
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);
        }
    }
}

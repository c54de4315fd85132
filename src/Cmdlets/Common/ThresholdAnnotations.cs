using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Tells the pipeline of a build server which thresholds are not kept, and whether a run is good or bad.</summary>
internal static class ThresholdAnnotations
{
    /// <summary>Writes them to the host, as Write-Host does, where the pipeline looks; on the pipeline's thread.</summary>
    public static void Write(
        BatchCmdlet cmdlet,
        IEnumerable<BatchThresholdResult> results,
        RunJudgement? judgement = null,
        bool isError = false)
    {
        foreach (var line in PipelineAnnotations.Of(Environment.GetEnvironmentVariable, results, judgement, isError))
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST", "BatchPerfAnnotation"]);
        }
    }
}

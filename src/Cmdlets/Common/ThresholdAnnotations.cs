using System.Management.Automation;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Questions.Judging;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Reports thresholds that are not kept, and the judgement on a run, to a build server's pipeline, where there is one.</summary>
internal static class ThresholdAnnotations
{
    /// <summary>Writes them to the host, as Write-Host does, where the pipeline looks; on the pipeline's thread.</summary>
    public static void Write(BatchCmdlet cmdlet, IEnumerable<BatchThresholdResult> results, RunJudgement? judgement = null)
    {
        foreach (var line in PipelineAnnotations.Of(Environment.GetEnvironmentVariable, results, judgement))
        {
            cmdlet.WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST", "BatchPerfAnnotation"]);
        }
    }
}

using EdFi.BatchPerf.Jobs.Loads;
using EdFi.BatchPerf.Jobs.Runs;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Writes a merged run to the pipeline, and doubts about it to the other streams.</summary>
/// <param name="cmdlet">The cmdlet; it pumps while the job runs.</param>
/// <param name="force">True where -Force answers the question.</param>
internal sealed class CmdletMergeHost(BatchCmdlet cmdlet, bool force) : CmdletJobHost(cmdlet, force), IRunHost
{
    public Task ShowFiguresAsync(LoadEnd end) => Cmdlet.DoAsync(() =>
    {
        foreach (var warning in RunEnd.Warnings(end.Run))
        {
            Cmdlet.WriteWarning(warning);
        }

        Cmdlet.WriteObject(end.Run);
    });

    public Task ShowEndAsync(LoadEnd end) => Cmdlet.DoAsync(() =>
    {
        foreach (var problem in end.Failed)
        {
            Cmdlet.WriteError(ErrorRecords.From(problem, end.Run));
        }
    });
}

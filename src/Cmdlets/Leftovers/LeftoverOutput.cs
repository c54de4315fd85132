using EdFi.BatchPerf.Jobs.Leftovers;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Puts out what a search for leftovers came to; on the pipeline's thread.</summary>
internal static class LeftoverOutput
{
    /// <summary>Rows first: an error ends the command under -ErrorAction Stop.</summary>
    public static void Write(BatchCmdlet cmdlet, LeftoverFindings found)
    {
        cmdlet.WriteVerbose(found.Describe());
        cmdlet.WriteObject(found.Documents, enumerateCollection: true);
        foreach (var problem in found.Unreadable)
        {
            cmdlet.WriteError(ErrorRecords.From(problem));
        }
    }
}

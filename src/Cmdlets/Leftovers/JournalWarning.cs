using System.Management.Automation;
using EdFi.BatchPerf.Documents.Journals;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Says so when a journal's run loaded another server: it may be the same by another name.</summary>
internal static class JournalWarning
{
    public static void OtherServer(Cmdlet cmdlet, JournalHeader header, BatchConnection connection)
    {
        if (!string.Equals(header.Server.TrimEnd('/'), connection.BaseUrl.ToString().TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
        {
            cmdlet.WriteWarning($"The journal's run loaded {header.Server}, and this connection leads to {connection.BaseUrl}.");
        }
    }
}

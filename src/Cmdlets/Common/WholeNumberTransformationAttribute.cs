using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Refuses fractions, and numbers that double cannot hold, where PowerShell would round them: a key must be what was written.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class WholeNumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => WholeNumber.TryRead(inputData, out long number)
        ? number
        : throw new ArgumentTransformationMetadataException(
            $"'{inputData}' is not a whole number that can be held exactly. Give digits alone.");
}

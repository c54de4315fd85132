using System.Collections;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Refuses fractions, and numbers that double cannot hold, where PowerShell would round them: 2.5 clients are neither 2 nor 3. Of a list
/// each number is read. Every whole-number parameter has it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class WholeNumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IList list
            ? list.Cast<object?>().Select(Read).ToArray()
            : Read(inputData);

    private static object Read(object? value) => WholeNumber.TryRead(value, out long number)
        ? number
        : throw new ArgumentTransformationMetadataException(
            $"'{value}' is not a whole number that can be held exactly. Give digits alone.");
}
